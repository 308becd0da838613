import Postgres
import SQL

extension Session {
  /// Evaluates everybody of a school as of a day, a transaction for each batch: nobody who works on a case waits for
  /// the whole school. Ends early when its task is cancelled.
  ///
  /// - Parameter day: `YYYY-MM-DD`.
  /// - Returns: how many indicators changed.
  func evaluateEverybody(of school: Int, asOf day: String) async throws(PostgresError) -> Int {
    let batches = try query(.listEvaluationBatches, [.int(school), .text(day)])
    var changed = 0
    for row in 0..<batches.count where !Task.isCancelled {
      let students = batches.string(row, 0)
      changed += try query(.evaluateStudents, [.int(school), Value(students), .text(day)]).int(0, 0) ?? 0
    }
    return changed
  }
}
