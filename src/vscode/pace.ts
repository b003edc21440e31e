import { toDisposable } from "../base/disposable.ts";
import type { Event } from "../base/emitter.ts";

/** Tells of changes when none has come for a while, such as when somebody pauses in typing. */
export function whenPaused(changes: Event<void>, ms: number): Event<void> {
  return (listener) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const subscription = changes(() => {
      clearTimeout(timer);
      timer = setTimeout(() => listener(), ms);
    });
    return toDisposable(() => {
      clearTimeout(timer);
      subscription.dispose();
    });
  };
}

/** Tells of the first change at once, and of those that follow it closely together. */
export function atMostEvery(changes: Event<void>, ms: number): Event<void> {
  return (listener) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isNews = false;
    const tell = (): void => {
      isNews = false;
      timer = setTimeout(() => {
        timer = undefined;
        if (isNews) tell();
      }, ms);
      listener();
    };
    const subscription = changes(() => {
      isNews = true;
      if (timer === undefined) tell();
    });
    return toDisposable(() => {
      clearTimeout(timer);
      subscription.dispose();
    });
  };
}

/** Tells of changes, and now and then also without one: of what becomes different by time alone. */
export function alsoEvery(changes: Event<void>, ms: number): Event<void> {
  return (listener) => {
    const timer = setInterval(() => listener(), ms);
    const subscription = changes(() => listener());
    return toDisposable(() => {
      clearInterval(timer);
      subscription.dispose();
    });
  };
}
