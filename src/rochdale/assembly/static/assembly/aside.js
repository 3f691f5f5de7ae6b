// Long arithmetic beside the page, in a worker. Where a browser has no workers made of modules, in the page itself.
export function aside(name) {
  const at = (kind) => new URL(`./${name}_${kind}.js`, import.meta.url);
  const waiting = new Map();
  let asked = 0;
  let answers = (id, task, told) => worker.postMessage({ id, task, told });
  const settle = ({ id, result, failed }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (failed) reject(new Error(failed));
    else resolve(result);
  };
  const worker = new Worker(at("worker"), { type: "module" });
  worker.onmessage = ({ data }) => settle(data);
  worker.onerror = (event) => {
    event.preventDefault();
    answers = async (id, task, told) => {
      try {
        const { tasks } = await import(at("tasks"));
        settle({ id, result: await tasks[task](told) });
      } catch (error) {
        settle({ id, failed: error.message });
      }
    };
    for (const [id, { task, told }] of waiting) answers(id, task, told);
  };
  return {
    ask: (task, told) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject, task, told });
        answers(asked, task, told);
      }),
    end: () => worker.terminate(), // and with it goes the memory in which secrets were
  };
}

// The other side: what a worker does with what it is asked.
export function answering(tasks) {
  self.onmessage = async ({ data: { id, task, told } }) => {
    try {
      self.postMessage({ id, result: await tasks[task](told) });
    } catch (error) {
      self.postMessage({ id, failed: error.message });
    }
  };
}
