// What the booth asks to be computed.
import { answering } from "./aside.js";
import { credentialHash, makeBallot } from "./ballot.js";
import { base64 } from "./sha256.js";
import { trackingNumber } from "./tracking.js";

export const tasks = {
  credential: ({ election, code }) => credentialHash(election, code),
  async ballot({ election, code, choices }) {
    const ballot = await makeBallot(election, code, choices);
    return { ballot, tracker: base64(ballot), number: trackingNumber(ballot) };
  },
};
answering(tasks);
