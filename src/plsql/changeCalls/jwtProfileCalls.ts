import { clientPackage } from "../dialect.ts";
import { optionalNumber, optionalText, textValue } from "../value.ts";
import { callWith, type Codecs } from "./codec.ts";

export const jwtProfileCalls: Codecs<"createJwtProfile" | "deleteJwtProfile"> = {
  createJwtProfile: {
    kind: "createJwtProfile",
    procedures: ["OAUTH.CREATE_JWT_PROFILE", "ORDS_SECURITY.CREATE_JWT_PROFILE"],
    write: ({ profile }, dialect) =>
      callWith(clientPackage(dialect), "CREATE_JWT_PROFILE", {
        dialect,
        args: {
          p_issuer: textValue(profile.issuer),
          p_audience: textValue(profile.audience),
          p_jwk_url: textValue(profile.jwkUrl),
          p_description: optionalText(profile.description),
          p_allowed_skew: optionalNumber(profile.allowedSkew),
          p_allowed_age: optionalNumber(profile.allowedAge),
          // Not named without need: releases before 25.1 do not have it.
          p_role_claim_name: optionalText(profile.roleClaimName),
        },
      }),
    read: (args) => ({
      kind: "createJwtProfile",
      profile: {
        issuer: args.text("p_issuer"),
        audience: args.text("p_audience"),
        jwkUrl: args.text("p_jwk_url"),
        description: args.remark("p_description"),
        allowedSkew: args.optionalNumber("p_allowed_skew"),
        allowedAge: args.optionalNumber("p_allowed_age"),
        roleClaimName: args.optionalText("p_role_claim_name"),
      },
    }),
  },
  deleteJwtProfile: {
    kind: "deleteJwtProfile",
    procedures: ["OAUTH.DELETE_JWT_PROFILE", "ORDS_SECURITY.DELETE_JWT_PROFILE"],
    write: (_, dialect) =>
      callWith(clientPackage(dialect), "DELETE_JWT_PROFILE", { dialect, args: {} }),
    read: () => ({ kind: "deleteJwtProfile" }),
  },
};
