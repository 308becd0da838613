/// What a client is told of a row that a check constraint refuses: which field, and how it must be.
struct ViolatedCheck {
  let field: String
  let sentence: String

  /// Those of which the name does not say it, because the check is about two fields.
  private static let known: [String: ViolatedCheck] = [
    "alert.close_reason_required": ViolatedCheck(
      field: "close_reason",
      sentence: "An alert that is resolved or dismissed has a close_reason, and no other has one"),
    "alert.snooze_reason_required": ViolatedCheck(
      field: "snooze_reason", sentence: "An alert that rests until a day needs a snooze_reason"),
    "case_note.outcome_required": ViolatedCheck(
      field: "outcome", sentence: "A note of the kind contact has an outcome, and no other has one"),
    "case_note.named_only_if_restricted": ViolatedCheck(
      field: "named_user_ids", sentence: "named_user_ids is for restricted notes: who else reads them"),
    "intervention_case.hand_over_refused_by_somebody": ViolatedCheck(
      field: "hand_over_to", sentence: "Nobody is asked to take this case over"),
    "user_account.email_form": ViolatedCheck(
      field: "email", sentence: "email must be an address such as ana@school.example"),
  ]

  /// Constraints are named `<field>_<what must hold>`.
  init(table: String, constraint: String) {
    if let known = Self.known["\(table).\(constraint)"] {
      self = known
      return
    }
    let words = constraint.split(separator: "_")
    let field = words.dropLast().joined(separator: "_")
    let sentence =
      switch words.last {
      case "required": "\(field) is needed for this"
      case "length": "\(field) is too short or too long"
      case "range": "\(field) is out of range"
      case "size": "\(field) has too many elements"
      case "order": "\(field) lies before what it must follow"
      default: "\(field) is not one that is allowed"
      }
    self.init(field: field, sentence: sentence)
  }

  private init(field: String, sentence: String) {
    self.field = field
    self.sentence = sentence
  }
}
