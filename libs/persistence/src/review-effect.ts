/**
 * For queries with `submission` and `assignment`: joins `review.effect`, what the newest marking says in points by the
 * rubric as it is now (so that a changed item re-scores all work that has it); null unless that marking is finished.
 */
export const REVIEW_EFFECT = `
    LEFT JOIN LATERAL (
      SELECT json_build_object(
               'scoring', COALESCE(rubric.scoring, 'positive'),
               'points', COALESCE((SELECT sum((item ->> 'points')::double precision)
                                     FROM jsonb_array_elements(rubric.items) item
                                    WHERE marking.items ? (item ->> 'id')), 0)) AS effect
        FROM (SELECT items, finished FROM markings WHERE submission_id = submission.id
               ORDER BY revision DESC LIMIT 1) marking
        LEFT JOIN LATERAL (SELECT scoring, items FROM rubrics
                            WHERE assignment_id = assignment.id AND problem_id = submission.problem_id
                            ORDER BY revision DESC LIMIT 1) rubric ON TRUE
       WHERE marking.finished) review ON TRUE`;

/** For queries with `report`: the points in it that only a person can give; null or 0 for none. */
export const TO_REVIEW = "(report.points ->> 'toReview')::double precision";
