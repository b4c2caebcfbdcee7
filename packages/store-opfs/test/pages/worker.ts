import { scenarios, serveCount } from "@zarrkit/test-pages/scenarios";
import { opfsStore } from "../../src/store.js";

serveCount(scenarios(opfsStore));
