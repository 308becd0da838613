import Glibc
import Testing

@testable import Postgres

struct PureTests {
  @Test func `the wait before connecting again doubles up to five seconds, and is spread`() {
    var backoff = Backoff()
    let waits = (0..<10).map { _ in backoff.failed(dice: 0.999_999) }
    #expect(waits[0] > .milliseconds(49) && waits[0] <= .milliseconds(50))
    #expect(waits[1] > .milliseconds(99))
    #expect(waits.allSatisfy { $0 <= .seconds(5) })
    backoff.succeeded()
    #expect(backoff.failed(dice: 0) == .milliseconds(25))
  }

  @Test func `a queue keeps its order while it wraps, grows, and gives up some`() {
    var queue = Queue<Int>()
    for number in 0..<20 {
      queue.append(number)
      if number % 3 == 0 { _ = queue.popFirst() }
    }
    queue.prepend(-1)
    #expect(queue.remove(where: { $0 % 2 == 0 }).allSatisfy { $0 % 2 == 0 })
    #expect(queue.removeAll() == [-1, 7, 9, 11, 13, 15, 17, 19])
    #expect(queue.isEmpty)
  }

  @Test func `closing wakes a thread that looked just before, and is about to rest`() {
    let mailbox = Mailbox()
    #expect(!mailbox.take().isClosing)
    mailbox.close()
    #expect(mailbox.mayRest())
    var descriptors = [pollfd(fd: mailbox.wakeUp.descriptor, events: Int16(POLLIN), revents: 0)]
    #expect(poll(&descriptors, 1, 0) == 1, "it does not sleep")
    #expect(mailbox.take().isClosing)
  }

  @Test func `whoever comes later waits for those in front, at the pace of late`() {
    var pace = Pace(connections: 8)
    for _ in 0..<2_000 { pace.answered(after: 40_000_000) }
    let turn = pace.wait(behind: 8, on: 8, depth: 1)
    #expect((4_900_000...5_000_000).contains(turn))
    #expect(pace.wait(behind: 7, on: 8, depth: 1) == 0)
    #expect(pace.wait(behind: 47, on: 8, depth: 1) / turn == 40)
    for _ in 0..<50_000 { pace.answered(after: 1_000_000) }
    #expect(pace.wait(behind: 8, on: 8, depth: 1) < 200_000)
    #expect(pace.wait(behind: 100, on: 0, depth: 1) == 0)
  }

  @Test func `what holds all connections up once is no measure of what follows`() {
    var pace = Pace(connections: 8)
    for _ in 0..<50 { pace.answered(after: 30_000_000) }
    for _ in 0..<8 { pace.answered(after: 1_000_000_000) }
    #expect(pace.wait(behind: 100, on: 8, depth: 1) < 100_000_000)
  }

  @Test func `answers that come in one read count together`() {
    var pace = Pace(connections: 2)
    for _ in 0..<1_000 {
      pace.answered(after: 2_000_000_000)
      for _ in 0..<3 { pace.answered(after: 0) }
    }
    #expect((490_000_000...510_000_000).contains(pace.wait(behind: 33, on: 2, depth: 16)))
  }

  @Test func `slow requests do not queue on a connection until it counts as stuck`() {
    var pace = Pace(connections: 2)
    #expect(pace.depth(upTo: 16, within: 2_500_000_000) == 16)
    for _ in 0..<16 { pace.answered(after: 1_000_000_000) }
    #expect(pace.depth(upTo: 16, within: 2_500_000_000) < 6)
    for _ in 0..<500 { pace.answered(after: 400_000_000) }
    #expect(pace.depth(upTo: 16, within: 2_500_000_000) == 6)
    for _ in 0..<500 { pace.answered(after: 60_000_000_000) }
    #expect(pace.depth(upTo: 16, within: 2_500_000_000) == 1)
  }

  @Test func `statements get fresh names after the server forgot them`() {
    var prepared = PreparedStatements()
    let statement = Statement(name: "read", text: "select 1")
    #expect(prepared.name(of: statement) == nil)
    #expect(prepared.add(statement) == "read")
    prepared.forgetAll()
    #expect(prepared.name(of: statement) == nil)
    #expect(prepared.add(statement) == "read#1")
  }
}
