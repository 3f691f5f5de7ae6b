// Small comforts. Every page works without this file: it only saves keystrokes and second thoughts.
import { lists } from "./lists.js";
import { keys } from "./keys.js";
import { confirmations } from "./confirm.js";
import { once } from "./once.js";
import { here } from "./here.js";

lists(document);
keys(document);
confirmations(document);
once(document);
here(document);
