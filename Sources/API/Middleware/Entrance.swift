import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Postgres

/// The outermost middleware: gives every request its id, turns every error into a problem, and writes one line of log.
struct Entrance: RouterMiddleware {
  typealias Context = APIContext

  /// Whether `X-Forwarded-For` comes from our own proxy and can be believed.
  let trustProxy: Bool
  /// Whether the session cookie is for TLS only.
  let secureCookies: Bool
  /// What answers reads besides the primary.
  let replica: Replica?
  let clientPosition: ClientPosition
  let activity: ActivityRecorder
  let metrics: RequestMetrics
  let logger: Logger

  func handle(
    _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    metrics.began()
    var context = context
    context.requestID = RequestID(header: request.headers[.xRequestID])
    context.clientAddress = clientAddress(request, context)
    context.credentials = Credentials(request.headers, secureCookies: secureCookies)
    context.mayBeForged = mayBeForged(request, context.credentials)
    context.mayBeAhead = replica != nil
    if let replica, request.method.isSafe {
      context.turn = ReplicaTurn(replica: replica, position: clientPosition.read(request.headers))
    }
    var response = await answer(request, context, next)
    if let credentials = context.credentials, context.user.userID != nil {
      activity.used(session: credentials.tokenHash)
    }
    // The length that GET would have, and no body.
    if request.method == .head { response = response.createHeadResponse() }
    response.headers[.xRequestID] = context.requestID.description
    forbidBrowsers(&response)
    let duration = start.duration(to: .now)
    metrics.answered(context.endpointPath, request.method, response.status, duration)
    log(request, context, response.status, duration)
    return response
  }

  /// What answers with data is nothing to be shown, framed or run.
  private func forbidBrowsers(_ response: inout Response) {
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.referrerPolicy] = "no-referrer"
    if response.headers[.contentSecurityPolicy] == nil {
      response.headers[.contentSecurityPolicy] = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    }
  }

  private func answer(
    _ request: Request, _ context: APIContext, _ next: (Request, APIContext) async throws -> Response
  ) async -> Response {
    do {
      var response = try await next(request, context)
      await tellPosition(&response, request)
      return response
    } catch {
      let problem = Problem(error)
      report(error, as: problem, context)
      note(problem, context)
      metrics.failed(error, on: context.endpointPath)
      var response = problem.response(requestID: context.requestID)
      await tellPosition(&response, request, problem)
      return response
    }
  }

  /// What this request has changed, or was told of others' changes, its client is to find in what it reads next.
  private func tellPosition(_ response: inout Response, _ request: Request, _ problem: Problem? = nil) async {
    guard let replica, !request.method.isSafe else { return }
    switch problem {
    case nil, .conflict, .preconditionFailed, .duplicate, .alreadyTaken:
      clientPosition.write(await replica.position(), into: &response)
    case .outcomeUnknown, .internal: clientPosition.write(.newest, into: &response)
    default: break
    }
  }

  private func mayBeForged(_ request: Request, _ credentials: Credentials?) -> Bool {
    guard let credentials, credentials.fromCookie, !request.method.isSafe else { return false }
    return request.headers[.xCSRFToken] != credentials.token.csrfToken
  }

  /// Only what is our own fault is worth more than the line of the request itself.
  private func report(_ error: any Error, as problem: Problem, _ context: APIContext) {
    guard problem.status.code >= 500 else { return }
    logger.log(
      level: level(of: error, problem), "\(error)",
      metadata: ["request_id": "\(context.requestID)", "problem": "\(problem.name)"])
  }

  /// Being too busy is counted in the figures, which have an alarm; what else passes by itself is a warning; the rest is for
  /// somebody to look at.
  private func level(of error: any Error, _ problem: Problem) -> Logger.Level {
    if case PostgresError.busy = error { return .info }
    return problem.status == .serviceUnavailable ? .warning : .error
  }

  /// Who met somebody else's edit is on record, for those who look after the data.
  private func note(_ problem: Problem, _ context: APIContext) {
    switch problem {
    case .conflict(let conflict), .preconditionFailed(let conflict):
      guard let caller = try? context.caller() else { return }
      activity.refused(conflict, to: caller)
    default: break
    }
  }

  private func log(
    _ request: Request, _ context: APIContext, _ status: HTTPResponse.Status, _ duration: Duration
  ) {
    guard logger.logLevel <= .info else { return }
    let milliseconds = Double(duration.components.attoseconds / 1_000_000_000_000) / 1000
    var metadata: Logger.Metadata = [
      "request_id": "\(context.requestID)", "method": "\(request.method.rawValue)",
      "route": "\(context.endpointPath ?? "-")", "status": "\(status.code)",
      "duration_ms": "\(milliseconds + Double(duration.components.seconds) * 1000)",
    ]
    metadata["user_id"] = context.user.userID.map { "\($0)" }
    logger.info("request", metadata: metadata)
  }

  private func clientAddress(_ request: Request, _ context: APIContext) -> String {
    if trustProxy, let forwarded = request.headers[.xForwardedFor]?.split(separator: ",").last {
      let address = String(forwarded.drop { $0 == " " })
      if (try? SocketAddress(ipAddress: address, port: 0)) != nil { return address }
    }
    return context.channel.remoteAddress?.ipAddress ?? ""
  }
}

extension HTTPRequest.Method {
  /// Whether it changes nothing.
  fileprivate var isSafe: Bool { [.get, .head, .options].contains(self) }
}
