import Hummingbird
import Postgres
import SQL

/// The rules that raise alerts: what they are, what others would give, and what became of theirs.
struct Rules: Sendable {
  static let names = [
    "absence_rate", "early_pace", "consecutive_absence", "failing_subjects", "incident_days", "serious_incident",
  ]
  static let bands = ["watch", "tier2", "tier3", "critical"]
  static let measures = [
    "absent_percent", "absent_days", "unexplained_run", "absent_run", "near_subjects", "failing_subjects",
    "failing_core_subjects", "past_failures", "incident_days", "incident_percent", "serious_incidents",
  ]

  static let cuts = Field(
    name: "cuts",
    kind: .list(
      of: [
        Field(name: "band", kind: .choice(bands), required: true),
        Field(name: "measure", kind: .choice(measures), required: true),
        Field(name: "window_days", kind: .integer(0...200)), Field(name: "minimum_days", kind: .integer(0...200)),
        Field(name: "cut", kind: .number(0.01...1000), required: true),
      ], upTo: 50),
    required: true)

  static let resource = Resource(
    noun: "Rule", entity: "indicator_rule", read: .readRule, roles: [.admin], editing: editing, key: key)

  static let editing = Resource.Editing(update: .saveRule, applied: .appliedRule, fields: [cuts])

  let database: Database

  /// `GET /api/rules/`: the school's rules with their cuts.
  @Sendable func list(_ request: Request, _ context: APIContext) async throws -> Response {
    Answer.json(try await database.read(.listRules, as: context.caller()).buffer(0, 0))
  }

  /// `PUT /api/rules/{rule}/`: a new version, which counts from today on.
  @Sendable func put(_ request: Request, _ context: APIContext) async throws -> Response {
    try await Versioned(database: database, resource: Self.resource).change(request, context, Self.editing)
  }

  /// `POST /api/rules/simulate/`: how many students other cuts would flag. Changes nothing.
  @Sendable func simulate(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller(.admin)
    let body = try await Body(
      request, context,
      [
        Field(name: "rule", kind: .choice(Self.names), required: true), Self.cuts,
        Field(name: "as_of", kind: .date, nullable: true),
      ])
    let values = [Value(body.text("rule")), .text(try body.json(without: "rule", "as_of")), Value(body.text("as_of"))]
    return Answer.json(try await database.report(.simulateRule, values, as: caller).buffer(0, 0))
  }

  /// `GET /api/rules/{rule}/quality/`: what became of the alerts that it raised.
  @Sendable func quality(_ request: Request, _ context: APIContext) async throws -> Response {
    let key = try Self.key(context)
    return Answer.json(try await database.read(.readRuleQuality, key.values, as: context.caller(.admin)).buffer(0, 0))
  }

  private static let key: @Sendable (APIContext) throws(Problem) -> Key = { context throws(Problem) in
    guard let name = context.parameters.get("rule"), names.contains(name) else { throw .notFound }
    return Key([.text(name)], id: 0)
  }
}
