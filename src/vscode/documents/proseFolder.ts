/** By this path the manifest knows the language `ords-prose`, for which it has long lines broken. */
export const proseFolder = "/ords-security-prose";
