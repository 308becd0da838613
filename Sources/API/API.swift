import Figures
import HTTPTypes
import Hummingbird
import Logging
import Postgres

/// Every route of the API, and the router over them. The server and the tests build it in the same way.
public struct API: Sendable {
  let database: Database
  let activity: ActivityRecorder
  let passwords: PasswordQueue
  let readiness: Readiness
  let pulse: ChangePulse
  let replica: Replica?
  let metrics: RequestMetrics
  let configuration: APIConfiguration
  let logger: Logger

  /// - Parameter replica: makes the connections to a standby of the database, which answers reads.
  public init(
    _ configuration: APIConfiguration, database: Database, replica: (@Sendable () -> Database)? = nil, logger: Logger
  ) {
    let registry = Registry()
    metrics = RequestMetrics(registry: registry)
    self.replica = replica.map {
      Replica(
        primary: database, connect: $0, maxLag: configuration.maxReplicaLag,
        metrics: ReplicaMetrics(registry: registry),
        logger: logger)
    }
    self.configuration = configuration
    self.database = database
    self.logger = logger
    activity = ActivityRecorder(database: database, logger: logger)
    passwords = PasswordQueue()
    pulse = ChangePulse(database: database)
    readiness = Readiness(database: database, logger: logger)
  }

  /// One page of routes.
  var routes: [Route] {
    let common = configuration.commonPasswords
    let sessions = Sessions(
      database: database, passwords: passwords, common: common, keys: configuration.keys,
      secureCookies: configuration.secureCookies)
    let factors = SecondFactors(database: database, passwords: passwords, keys: configuration.keys)
    let resets = PasswordResets(database: database, passwords: passwords, common: common)
    let users = Users(database: database, passwords: passwords, common: common)
    let students = Students(database: database, activity: activity)
    let alerts = Alerts(database: database)
    let cases = Cases(database: database, activity: activity)
    let presence = CasePresence(database: database)
    let tasks = Tasks(database: database, activity: activity)
    let rules = Rules(database: database)
    let registers = Registers(database: database)
    let exports = Exports(database: database)
    let imports = Imports(database: database)
    let audit = Audit(database: database)
    let health = Health(readiness: readiness, replica: replica)
    return [
      .post("/api/auth/login", sessions.login),
      .post("/api/auth/login/second-factor", sessions.secondStep),
      .post("/api/auth/logout", sessions.logout),
      .get("/api/auth/me", sessions.me),
      .post("/api/auth/change-password", sessions.changePassword),
      .get("/api/auth/sessions", sessions.list),
      .delete("/api/auth/sessions", sessions.endOthers),
      .delete("/api/auth/sessions/{id}", sessions.end),
      .get("/api/auth/second-factor", factors.get),
      .post("/api/auth/second-factor", factors.create),
      .post("/api/auth/second-factor/confirm", factors.confirm),
      .post("/api/auth/second-factor/disable", factors.disable),
      .post("/api/auth/password-reset", resets.create),
      .post("/api/auth/password-reset/confirm", resets.confirm),
      .get("/api/users", users.list),
      .post("/api/users", users.create),
      .get("/api/users/{id}", users.get),
      .patch("/api/users/{id}", users.patch),
      .get("/api/staff", users.listStaff),
      .get("/api/classrooms", students.listClassrooms),
      .get("/api/students", students.list),
      .get("/api/students/{id}", students.get),
      .get("/api/students/{id}/indicators", students.listIndicators),
      .get("/api/students/{id}/timeline", students.timeline),
      .get("/api/students/{id}/access", students.listAccess),
      .post("/api/students/{id}/record", exports.createRecord),
      .post("/api/exports/{kind}", exports.create),
      .get("/api/rules", rules.list),
      .post("/api/rules/simulate", rules.simulate),
      .put("/api/rules/{rule}", rules.put),
      .get("/api/rules/{rule}/quality", rules.quality),
      .get("/api/alerts", alerts.list),
      .post("/api/alerts", alerts.create),
      .get("/api/alerts/{id}", alerts.get),
      .patch("/api/alerts/{id}", alerts.patch),
      .post("/api/alerts/{id}/claim", alerts.claim),
      .post("/api/alerts/{id}/open-case", cases.openFromAlert),
      .get("/api/interventions/cases", cases.list),
      .post("/api/interventions/cases", cases.create),
      .get("/api/interventions/cases/{id}", cases.get),
      .patch("/api/interventions/cases/{id}", cases.patch),
      .get("/api/interventions/cases/{id}/notes", cases.listNotes),
      .post("/api/interventions/cases/{id}/notes", cases.createNote),
      .post("/api/interventions/cases/{id}/hand-over", cases.answerHandOver),
      .post("/api/interventions/hand-overs", cases.askToTakeOver),
      .get("/api/interventions/cases/{id}/restricted-notes", cases.listRestrictedNotes),
      .put("/api/interventions/cases/{id}/presence", presence.attend),
      .delete("/api/interventions/cases/{id}/presence", presence.leave),
      .get("/api/interventions/notes/{id}", cases.getNote),
      .post("/api/interventions/notes/{id}/emergency-read", cases.readNoteInEmergency),
      .get("/api/interventions/cases/{id}/history", cases.listChanges),
      .get("/api/interventions/cases/{id}/tasks", tasks.list),
      .post("/api/interventions/cases/{id}/tasks", tasks.create),
      .get("/api/interventions/tasks/{id}", tasks.get),
      .patch("/api/interventions/tasks/{id}", tasks.patch),
      .get("/api/registers", registers.list),
      .get("/api/registers/missing", registers.listMissing),
      .get("/api/registers/{class}/{date}/{period}", registers.get),
      .put("/api/registers/{class}/{date}/{period}", registers.put),
      .get("/api/imports", imports.list),
      .post("/api/imports", imports.create),
      .get("/api/imports/{id}", imports.get),
      .get("/api/imports/{id}/refusals", imports.listRefusals),
      .post("/api/imports/{id}/confirm", imports.confirm),
      .post("/api/imports/{id}/undo", imports.undo),
      .get("/api/retention/plan", Retention(database: database).plan),
      .get("/api/dashboard", Dashboard(database: database).get),
      .post("/api/audit", audit.create),
      .get("/api/audit/logs", audit.list),
      .get("/api/events", Events(database: database, pulse: pulse, replica: replica).stream),
      .get("/api/openapi.json", Documentation.description),
      .get("/docs/api", Documentation.page),
      .get("/health/live", health.live),
      .get("/health/ready", health.ready),
    ]
  }

  /// Routes a request to its handler.
  func router() -> Router<APIContext> {
    let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
    router.add(
      middleware: Entrance(
        trustProxy: configuration.trustProxy, secureCookies: configuration.secureCookies, replica: replica,
        clientPosition: clientPosition, activity: activity, metrics: metrics, logger: logger))
    if let root = configuration.webRoot { router.add(middleware: WebPages(root: root, logger: logger)) }
    for route in routes {
      router.on(RouterPath(route.path), method: route.method, use: route.handler)
    }
    answerOtherMethods(router)
    return router
  }

  /// A position is kept a little longer than a standby may lack it.
  private var clientPosition: ClientPosition {
    ClientPosition(
      secureCookies: configuration.secureCookies, seconds: Int(configuration.maxReplicaLag.components.seconds) + 10)
  }

  /// OPTIONS tells the methods of a path; another one on a path that exists is 405 with those that are there.
  private func answerOtherMethods(_ router: Router<APIContext>) {
    for (path, routes) in Dictionary(grouping: routes, by: \.path) {
      let own = routes.map(\.method)
      let allowed = own + (own.contains(.get) ? [.head] : []) + [.options]
      router.on(RouterPath(path), method: .options) { _, _ in
        Response(status: .noContent, headers: [.allow: allowed.map(\.rawValue).joined(separator: ", ")])
      }
      for method in HTTPRequest.Method.all where !allowed.contains(method) {
        router.on(RouterPath(path), method: method) { _, _ -> Response in
          throw Problem.methodNotAllowed(allowed: allowed.map(\.rawValue))
        }
      }
    }
  }
}

extension HTTPRequest.Method {
  /// Those that clients may try.
  fileprivate static let all: [Self] = [.get, .post, .put, .patch, .delete, .trace, Self("QUERY")!]
}
