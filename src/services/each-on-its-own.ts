/** Does the work for each, so that what breaks one of them stops no other; what broke is thrown once all are done. */
export async function eachOnItsOwn<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 1) throw new AggregateError(failures, 'several of them failed');
  if (failures.length === 1) throw failures[0];
}
