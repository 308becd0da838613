import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
import NIOPosix
import ServiceLifecycle

/// Takes connections on one event loop and answers their requests there.
///
/// Hummingbird's own server has no option for SO_REUSEPORT, by which several processes share a port; its parts do the
/// rest here.
struct Listener<Responder: HTTPResponder>: Service
where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
  typealias Connection = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

  let address: ListenAddress
  /// Another listens there, and goes on for as long as this process is not fit to serve.
  let follows: Bool
  let responder: Responder
  let eventLoop: any EventLoop
  let logger: Logger
  let readiness: Readiness

  /// Until shutdown: then no connection is taken any more, and those that are open end with their next answer, or after a
  /// second of silence.
  func run() async throws {
    let date = DateHeader()
    await readiness.waitUntilFit(atMost: follows ? nil : .seconds(2))
    // Whoever is told to end before taking another's place leaves it to them.
    if Task.isShuttingDownGracefully { return }
    let http = HTTP1Channel(responder: { try await respond($0, $1, $2, date) }, configuration: .limited(for: address))
    let connections = Connections()
    let server: NIOAsyncChannel<Connection, Never>
    do {
      server = try await bind(http, connections)
    } catch {
      throw CannotListen(address, setting: "LISTEN", error)
    }
    logger.info("listening", metadata: ["address": "\(address)"])
    readiness.isListening()
    let executor = EventLoopExecutor(eventLoop)
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        await serve(server) { connection in
          group.addTask(executorPreference: executor) { await http.handle(value: connection, logger: logger) }
        }
      }
    } onGracefulShutdown: {
      connections.drain()
      LastConnections(listener: server.channel, address: address).takeInAndClose()
    }
  }

  private func serve(_ server: NIOAsyncChannel<Connection, Never>, _ accept: (Connection) -> Void) async {
    do {
      try await server.executeThenClose { connections in
        for try await connection in connections { accept(connection) }
      }
    } catch {
      logger.error("no more connections are taken", metadata: ["error": "\(error)"])
    }
  }

  private func bind(
    _ http: HTTP1Channel, _ connections: Connections
  ) async throws -> NIOAsyncChannel<Connection, Never> {
    let bootstrap = ServerBootstrap(group: eventLoop)
      .serverChannelOption(.backlog, value: 1024)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
    let initialize = { @Sendable (channel: any Channel) in
      connections.add(channel)
      return http.setup(channel: channel, logger: logger).map { connection in
        connections.isSetUp(channel)
        return connection
      }
    }
    switch address {
    case .tcp(let host, let port):
      return try await bootstrap.serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .serverChannelOption(.socketOption(.init(rawValue: SO_REUSEPORT)), value: 1)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .bind(host: host, port: port, serverBackPressureStrategy: nil, childChannelInitializer: initialize)
    case .unix(let path):
      let beside = "\(path).\(getpid())"
      let server = try await bootstrap.bind(
        unixDomainSocketPath: beside, cleanupExistingSocketFile: true, serverBackPressureStrategy: nil,
        childChannelInitializer: initialize)
      try publish(beside, as: path)
      return server
    }
  }

  /// Whoever connects finds the former socket or this one, never none. The group may connect, such as a proxy in front.
  private func publish(_ socket: String, as path: String) throws {
    guard chmod(socket, 0o660) == 0, rename(socket, path) == 0 else {
      throw IOError(errnoCode: errno, reason: "the socket \(path) cannot be made")
    }
  }

  private func respond(
    _ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel, _ date: DateHeader
  ) async throws {
    let context = Responder.Context(source: ApplicationRequestContextSource(channel: channel, logger: logger))
    var response = try await responder.respond(to: request, context: context)
    response.headers[.date] = date.text
    try await writer.write(response: response.head, body: response.body)
  }
}

extension HTTP1Channel.Configuration {
  /// 16 KiB of headers, 5 s for the first request's headers, 60 s of silence.
  fileprivate static func limited(for address: ListenAddress) -> Self {
    Self(
      additionalChannelHandlers: [FirstRequestTimeout(.seconds(5)), DrainHandler(silence: address.drainSilence)],
      idleTimeout: .seconds(60),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 8 * 1024, maxHeaderListSize: 16 * 1024, maxHeaderFieldCount: 100))
  }
}

extension ListenAddress {
  /// On a unix socket there is a proxy, which closes what is idle for 2 s (deploy/nginx).
  fileprivate var drainSilence: TimeAmount {
    switch self {
    case .tcp: .seconds(1)
    case .unix: .seconds(4)
    }
  }
}
