/// As `app.user_role`.
enum Role: String, Sendable, CaseIterable {
  case teacher
  case formMaster = "form_master"
  case admin
}
