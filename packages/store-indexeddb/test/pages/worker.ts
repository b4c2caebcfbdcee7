import { scenarios, serveCount } from "@zarrkit/test-pages/scenarios";
import { indexeddbStore } from "../../src/store.js";

serveCount(scenarios(indexeddbStore));
