// What the booth asks to be computed.
import { credentialHash, makeBallot, trackerOf } from "./ballot.js";
import { trackingNumber } from "./tracking.js";

export const tasks = {
  credential: ({ uuid, code }) => credentialHash(uuid, code),
  ballot: ({ election, code, choices }) => {
    const ballot = makeBallot(election, code, choices);
    return { ballot, tracker: trackerOf(ballot), number: trackingNumber(ballot) };
  },
};
