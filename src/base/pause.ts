/** Lets everything else that waits have its turn: between two slices of a long piece of work. */
export async function pause(): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, 0);
  });
}
