/**
 * Finds every data set that the platform knows, downloading what is missing. Prints a line of JSON for each:
 * `{ name, missing }`, where `missing` is null or says what to do.
 */
import { join } from 'node:path';
import { KNOWN_DATASETS, LocalDatasets } from '#libs/datasets';

const given = process.env.ASSAY_DATASETS || null;
const datasets = new LocalDatasets({ given, cache: join(process.env.ASSAY_DATA, 'datasets') });
for (const { name } of KNOWN_DATASETS) {
  const missing = await datasets.locate(name).then(
    () => null,
    (error) => error.message,
  );
  console.log(JSON.stringify({ name, missing }));
}
