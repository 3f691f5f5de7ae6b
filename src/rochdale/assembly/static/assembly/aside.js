// Long arithmetic beside the page, in a worker. Where a browser has no workers made of modules, in the page itself.
export function aside(name) {
  const address = new URL(`./${name}_worker.js`, import.meta.url);
  const worker = new Worker(address, { type: "module" });
  const withoutWorker = new Promise((resolve) => {
    worker.onerror = (event) => {
      event.preventDefault();
      resolve(import(address));
    };
  });
  // Each question has a channel of its own, by which the answer comes.
  const inWorker = (task, told) =>
    new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data: { result, failed } }) => (failed ? reject(new Error(failed)) : resolve(result));
      worker.postMessage({ task, told }, [port2]);
    });
  const inPage = async (task, told) => (await withoutWorker).tasks[task](told);
  return {
    ask: (task, told) => Promise.race([inWorker(task, told), inPage(task, told)]),
    end: () => worker.terminate(), // and with it goes the memory in which secrets were
  };
}

// The other side: what a worker does with what it is asked.
export function answering(tasks) {
  if (self.document) return; // it is the page that loaded the tasks
  self.onmessage = async ({ data: { task, told }, ports: [port] }) => {
    try {
      port.postMessage({ result: await tasks[task](told) });
    } catch (error) {
      port.postMessage({ failed: error.message });
    }
  };
}
