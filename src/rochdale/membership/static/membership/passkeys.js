// Passkeys: asks the browser for one, and sends its answer with the form. Without this file the button stays
// hidden, the page says why, and passwords and codes work as they do everywhere.
const BUFFERS = ["challenge", "id", "rawId", "userHandle", "attestationObject", "authenticatorData", "clientDataJSON", "signature"];

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// What the server asks, as the browser takes it: the fields that are bytes come as text.
function asked(options) {
  const known = structuredClone(options.publicKey);
  known.challenge = bytes(known.challenge);
  if (known.user) known.user.id = bytes(known.user.id);
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    for (const one of known[list] ?? []) one.id = bytes(one.id);
  }
  return { publicKey: known };
}

function answered(credential) {
  const response = {};
  for (const name of BUFFERS) if (credential.response[name]) response[name] = text(credential.response[name]);
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.ask, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  return (await answer.json()).request_options;
}

async function use(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    const wanted = asked(await options(form));
    const credential =
      form.dataset.passkey === "create"
        ? await navigator.credentials.create(wanted)
        : await navigator.credentials.get(wanted);
    form.elements.credential.value = JSON.stringify(answered(credential));
  } catch {
    failed.hidden = false;
    return;
  }
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  const button = form.querySelector("[data-passkey-button]");
  button.hidden = false;
  form.querySelector("[data-passkey-without]").hidden = true;
  button.addEventListener("click", () => use(form));
}
