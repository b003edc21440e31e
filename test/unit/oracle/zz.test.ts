import { test } from "vitest";
import { startPracticeTestServer } from "./practiceTestServer.ts";
import { recordExperiments } from "../../oracle/record/recordExperiments.ts";
import { describeVerdicts } from "../../oracle/record/describeVerdicts.ts";
import { allExperiments } from "../../oracle/record/allExperiments.ts";
import { withTestSchema } from "../../oracle/schema/withTestSchema.ts";
test("x", async () => {
  for (const release of ["25.4", "23.4"]) {
    const s = await startPracticeTestServer({ release });
    const t = Date.now();
    await withTestSchema(s.server.runner, { allowExisting: true, say: console.log }, async () => {
      const r = await recordExperiments(s.server, {
        experiments: allExperiments,
        folder: "/tmp/orx",
        say: () => {},
      });
      console.log(r.files[0], describeVerdicts(r.verdicts), Date.now() - t);
    });
    await s[Symbol.asyncDispose]();
  }
}, 120000);
