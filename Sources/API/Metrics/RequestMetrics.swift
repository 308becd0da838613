import Figures
import HTTPTypes
import Hummingbird
import Postgres

/// The figures of a worker's requests.
struct RequestMetrics: Sendable {
  private static let requests = Metric.counter(
    "school_support_http_requests_total", "Requests answered.", labels: ["route", "method", "status"])
  private static let duration = Metric.histogram(
    "school_support_http_request_duration_seconds", "From the head of a request to the head of its answer.",
    labels: ["route"], bounds: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5])
  private static let inFlight = Metric.gauge(
    "school_support_http_requests_in_flight", "Requests that are being answered.")
  private static let conflicts = Metric.counter(
    "school_support_version_conflicts_total", "Changes refused because somebody else was faster.", labels: ["route"])
  private static let refusals = Metric.counter(
    "school_support_sqlstate_total", "Requests that PostgreSQL refused, by its code.", labels: ["sqlstate"])

  let registry: Registry

  func began() { registry.add(Self.inFlight) }

  /// - Parameter route: the path with `{id}` and the like; what matches no route has no name of its own, or scanners
  ///   would make one a request.
  func answered(_ route: String?, _ method: HTTPRequest.Method, _ status: HTTPResponse.Status, _ duration: Duration) {
    let route = route ?? "-"
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    registry.add(Self.inFlight, [], -1)
    registry.add(Self.requests, [route, method.rawValue, "\(status.code)"])
    registry.observe(Self.duration, [route], seconds)
  }

  func failed(_ error: any Error, on route: String?) {
    switch error {
    case PostgresError.server(let error): registry.add(Self.refusals, [error.sqlstate])
    case Problem.conflict, Problem.preconditionFailed: registry.add(Self.conflicts, [route ?? "-"])
    default: break
    }
  }
}
