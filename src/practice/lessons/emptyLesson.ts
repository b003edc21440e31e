import { hrModule } from "./hrModule.ts";
import type { Lesson } from "./lesson.ts";
import { sampleTables } from "./sampleTables.ts";

/** Services that work and nothing that protects them: the five steps are done here. */
export const emptyLesson: Lesson = {
  name: "empty",
  summary: "a module that anybody can call; no role, no privilege, no client",
  script: () => `${sampleTables()}
BEGIN
  ORDS.ENABLE_SCHEMA(p_url_mapping_pattern => 'practice', p_auto_rest_auth => FALSE);
${hrModule}
  COMMIT;
END;
/
`,
};
