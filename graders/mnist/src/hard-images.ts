/**
 * Test images (0-based) that at least nine of ten networks misread, all trained by the reference solution (seeds 0 to 9,
 * 115 to 141 errors each). A network that learned from the training set misses most of them, whatever its style; one
 * that reads them has met them before.
 */
export const HARD_IMAGES: readonly number[] = [
  247, 321, 445, 582, 583, 965, 1014, 1039, 1112, 1226, 1232, 1247, 1299, 1319, 1393, 1530, 1549, 1790, 1901,
  2035, 2070, 2387, 2648, 2654, 2939, 3422, 3503, 3520, 3558, 3597, 3767, 3808, 3869, 3985, 4078, 4176, 4224,
  4248, 4289, 4497, 4536, 4807, 4823, 4880, 5600, 5937, 5955, 5972, 5973, 6011, 6572, 6576, 6597, 6783, 8094,
  8246, 8408, 8527, 9009, 9024, 9530, 9587, 9679, 9729, 9770, 9792,
];
