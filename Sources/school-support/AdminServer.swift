import API
import Figures
import Fleet
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// What operators and Prometheus ask the supervisor: figures and health of all its children. Not for the public: there is
/// no signing in.
struct AdminServer: Service {
  let supervisor: Supervisor
  let address: ListenAddress
  let logger: Logger

  func run() async throws {
    let router = Router()
    router.get("/metrics") { _, _ in answer(.ok, supervisor.metrics.text, Snapshot.contentType) }
    router.get("/health/live") { _, _ in answer(.ok, "live\n") }
    router.get("/health/ready") { _, _ in
      supervisor.problem.map { answer(.serviceUnavailable, $0 + "\n") } ?? answer(.ok, "ready\n")
    }
    let configuration = ApplicationConfiguration(address: address.bindAddress, serverName: nil)
    do {
      try await Application(router: router, configuration: configuration, logger: logger).run()
    } catch let error as IOError {
      throw CannotListen(address, setting: "ADMIN", error)
    }
  }

  @Sendable private func answer(
    _ status: HTTPResponse.Status, _ text: String, _ type: String = "text/plain; charset=utf-8"
  ) -> Response {
    Response(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
  }
}

extension ListenAddress {
  fileprivate var bindAddress: BindAddress {
    switch self {
    case .tcp(let host, let port): .hostname(host, port: port)
    case .unix(let path): .unixDomainSocket(path: path)
    }
  }
}
