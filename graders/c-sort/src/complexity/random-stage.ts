import { measurePatterns, powers, seriesOf, takeHome } from './probe';
import { isPowerGrowth } from './statistics';
import { RANDOM, type Trial, type Verdict } from './trial';

/** From small sizes on, so that even N^2.7 shows before the program is stopped. */
const SIZES = powers(4, 13);
const LEAST_SHOWN = 128;

/** Programs that are slow on any input need no adversary. */
export async function againstRandom(trial: Trial): Promise<Verdict | null> {
  const [row = []] = await measurePatterns(trial.program, [RANDOM], trial.fitting(SIZES), trial.random);
  const series = seriesOf('random', trial.note(row));
  if (!isPowerGrowth(series)) {
    trial.show({ ...series, points: series.points.filter(({ n }) => n >= LEAST_SHOWN) });
    return null;
  }
  trial.show(series);
  const n = takeHome(series);
  const keys = RANDOM.make(n, trial.random(`${RANDOM.name} ${n}`));
  return trial.convict('pattern', 'random inputs', series, keys);
}
