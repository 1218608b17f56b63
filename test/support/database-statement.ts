import { Client, type QueryResultRow } from 'pg';

/** Runs one statement on a connection of its own. */
export async function runStatement<Row extends QueryResultRow = QueryResultRow>(
  url: string,
  statement: string,
): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  // A server killed on purpose must not end the test process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}
