import { answering } from "./aside.js";
import { tasks } from "./booth_tasks.js";

answering(tasks);
