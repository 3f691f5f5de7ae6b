import { answering } from "./aside.js";
import { tasks } from "./trustee_tasks.js";

answering(tasks);
