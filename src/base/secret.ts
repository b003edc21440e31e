const hidden = "•••";

/**
 * A text that must not be seen: password, client secret, token.
 * Printing, joining, JSON, `util.inspect` and structured cloning give `•••` or nothing; `reveal()` is the only way
 * out, so a search for `.reveal(` lists every place where a secret is used.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return hidden;
  }
}
