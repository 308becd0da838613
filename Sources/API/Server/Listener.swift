import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOExtras
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
  let responder: Responder
  let eventLoop: any EventLoop
  let logger: Logger

  /// Until shutdown: then no connection is taken any more, and requests that are being answered are finished.
  func run() async throws {
    let date = DateHeader()
    let http = HTTP1Channel(responder: { try await respond($0, $1, $2, date) }, configuration: .limited)
    let quiescing = ServerQuiescingHelper(group: eventLoop)
    let server = try await bind(http, quiescing)
    logger.info("listening", metadata: ["address": "\(address)"])
    let executor = EventLoopExecutor(eventLoop)
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        await serve(server) { connection in
          group.addTask(executorPreference: executor) { await http.handle(value: connection, logger: logger) }
        }
      }
    } onGracefulShutdown: {
      quiescing.initiateShutdown(promise: nil)
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
    _ http: HTTP1Channel, _ quiescing: ServerQuiescingHelper
  ) async throws -> NIOAsyncChannel<Connection, Never> {
    let bootstrap = ServerBootstrap(group: eventLoop)
      .serverChannelOption(.backlog, value: 1024)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(quiescing.makeServerChannelHandler(channel: channel))
        }
      }
    let initialize = { @Sendable (channel: any Channel) in http.setup(channel: channel, logger: logger) }
    switch address {
    case .tcp(let host, let port):
      return try await bootstrap.serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .serverChannelOption(.socketOption(.init(rawValue: SO_REUSEPORT)), value: 1)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .bind(host: host, port: port, serverBackPressureStrategy: nil, childChannelInitializer: initialize)
    case .unix(let path):
      return try await bootstrap.bind(
        unixDomainSocketPath: path, cleanupExistingSocketFile: true, serverBackPressureStrategy: nil,
        childChannelInitializer: initialize)
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
  fileprivate static let limited = Self(
    additionalChannelHandlers: [FirstRequestTimeout(.seconds(5))], idleTimeout: .seconds(60),
    httpDecoderConfiguration: .init(
      maxHeaderFieldSize: 8 * 1024, maxHeaderListSize: 16 * 1024, maxHeaderFieldCount: 100))
}
