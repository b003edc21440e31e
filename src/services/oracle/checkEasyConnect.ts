/**
 * What is wrong with a connect string in Easy Connect (Plus), in plain words; undefined when nothing is. Knows what
 * Oracle's driver does not take in thin mode, though Oracle's own client does: hosts and services of one letter,
 * services with other signs than `_ - . ,`, protocols other than TCP and TCPS, directories, configuration providers.
 */
export function checkEasyConnect(text: string): string | undefined {
  const [main = "", ...rest] = text.split("?");
  const scheme = /^([a-z0-9+.-]+):\/\//i.exec(main)?.[1]?.toLowerCase();
  if (scheme === "ldap" || scheme === "ldaps") {
    return "Addresses in a directory (LDAP) need an Oracle client. Use host:port/service, or the whole descriptor.";
  }
  if (scheme?.startsWith("config-")) {
    return "Addresses kept by a configuration provider are not supported. Use host:port/service, or the whole descriptor.";
  }
  if (scheme !== undefined && scheme !== "tcp" && scheme !== "tcps") {
    return `The protocol ${scheme} does not lead to a database; only tcp and tcps do.`;
  }
  const [hosts = "", database, ...further] = main
    .replace(/^(?:\w+:)?\/\//, "")
    .replace(/\/$/, "")
    .split("/");
  return (
    checkHosts(hosts) ?? checkDatabase(database, further) ?? checkParameters(rest.join("?"), scheme)
  );
}

function checkHosts(hosts: string): string | undefined {
  for (const host of hosts.split(/[,;]/)) {
    const parts = /^(\[[0-9a-z:]+\]|[a-z0-9._-]*)(?::(\d*))?$/i.exec(host.trim());
    if (!parts) return notUnderstood;
    const [, name = "", port = ""] = parts;
    if (name === "" || !/^[[a-z0-9]/i.test(name)) return notUnderstood;
    if (name.length === 1) {
      return `Oracle's driver does not understand a host of one letter in this way of writing. Use the host's full name, or a whole descriptor.`;
    }
    if (port !== "" && (Number(port) < 1 || Number(port) > 65_535)) {
      return "A port is a number from 1 to 65535; a listener usually has 1521.";
    }
  }
  return undefined;
}

function checkDatabase(
  database: string | undefined,
  further: readonly string[],
): string | undefined {
  const [service = "", mode, ...others] = (database ?? "").split(":");
  if (service === "") return "Add which database it is, by its service: host:1521/FREEPDB1.";
  if (further.length > 1 || others.length > 0) return notUnderstood;
  if (mode !== undefined && !/^(?:dedicated|shared|pooled)$/i.test(mode)) {
    return "Behind the service, only :dedicated, :shared or :pooled can follow.";
  }
  if (service.length === 1 || further[0]?.length === 1) {
    return `Oracle's driver does not understand a service or instance of one letter in this way of writing. Take the parameters away (host:1521/service alone is read), or use a whole descriptor.`;
  }
  if (!/^[a-z0-9][\w,.-]*$/i.test(service)) {
    return `Oracle's driver does not understand a service with other signs than letters, digits and _ - . in this way of writing. Take the parameters away (host:1521/service alone is read), or use a whole descriptor.`;
  }
  return further[0] !== undefined && !/^[a-z0-9_]+$/i.test(further[0]) ? notUnderstood : undefined;
}

function checkParameters(parameters: string, scheme: string | undefined): string | undefined {
  if (parameters === "") return undefined;
  for (const parameter of parameters.split("&")) {
    if (!/^\s*[\w.]+\s*=/.test(parameter)) {
      return "A parameter behind the ? has to be written name=value, with & between two.";
    }
    if (/[()#]/.test(parameter)) {
      return "Oracle's driver does not take parentheses and # in a parameter. If they are in the name of the wallet's folder, choose the folder in its own field.";
    }
    if ((parameter.match(/"/g) ?? []).length % 2 !== 0) {
      return "A closing quote is missing in a parameter behind the ?.";
    }
    if (parameter.replace(/"[^"]*"/g, "").split("=").length > 2) {
      return 'The value of a parameter that has a "=" in it has to stand in double quotes.';
    }
    if (/^\s*https_proxy/i.test(parameter) && scheme !== "tcps") {
      return "A proxy needs TLS: begin the address with tcps://.";
    }
  }
  return undefined;
}

const notUnderstood =
  "This is no address. It looks like host:1521/FREEPDB1, or like a descriptor: (DESCRIPTION=…).";
