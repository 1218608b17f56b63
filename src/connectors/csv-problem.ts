/** A file that cannot be read as CSV. The message goes on from the file's name: `partners.csv is not UTF-8 …`. */
export class CsvProblem extends Error {
  override readonly name = 'CsvProblem';
}
