// <form data-confirm="id of a dialog"> asks once more before it is sent. Without this file the form is sent at
// once, so whatever moves money or rights also has its own page of effect on the server.
export function confirmations(page) {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    const dialog = page.getElementById(form.dataset.confirm || "");
    if (!dialog || !dialog.showModal || form.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    dialog.returnValue = "";
    dialog.addEventListener(
      "close",
      () => {
        if (dialog.returnValue !== "yes") return;
        form.dataset.confirmed = "yes";
        form.requestSubmit(button);
      },
      { once: true },
    );
    dialog.showModal();
  });
}
