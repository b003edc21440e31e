import { afterAll, beforeAll } from "vitest";
import {
  type PracticeListener,
  startPracticeListener,
} from "../support/oracleListener/practiceListener.ts";
import { addOracleConnection } from "./support/connectionSteps.ts";
import { walkFiveSteps } from "./support/fiveSteps.ts";
import { treeView } from "./support/treeView.ts";

/** The same on a database, by Oracle's driver: only tokens and calls go to ORDS. */

let practice: PracticeListener;

beforeAll(async () => {
  practice = await startPracticeListener({ lesson: "empty", release: "25.4" });
});

afterAll(async () => {
  await practice?.[Symbol.asyncDispose]();
});

walkFiveSteps({
  pictures: "oracle-five-steps",
  forReadme: false,
  connect: async (page) => {
    await addOracleConnection(page, {
      port: practice.listener.port,
      user: practice.user,
      password: practice.password.reveal(),
      ords: practice.ords.url,
      name: "Practice",
    });
    const tree = treeView(page, "Connections");
    await tree.item(/^Practice.*ORDS 25\.4/).waitFor();
    return tree;
  },
});
