import Testing

@testable import API

struct LogPositionTests {
  @Test(arguments: ["0/0", "16/B374D848", "FFFFFFFF/FFFFFFFF", "0/16b3"])
  func `a position is read as PostgreSQL writes it`(text: String) {
    #expect(LogPosition(text)?.description == text.uppercased())
  }

  @Test(arguments: [
    "", "/", "0", "0/", "/0", "0/0/0", "-1/0", "+1/0", "0x1/0", "123456789/0", "0/g", " 0/0", "0/0 ", "１/0", "0/\0",
  ])
  func `anything else is none`(text: String) {
    #expect(LogPosition(text) == nil)
  }

  @Test func `positions are numbers, not texts`() throws {
    let inOrder = try ["0/9", "0/10", "0/FFFFFFFF", "1/0", "9/0", "10/0"].map { try #require(LogPosition($0)) }
    #expect(inOrder == inOrder.sorted())
    #expect(inOrder.allSatisfy { $0 < .newest })
  }
}

struct ReplicaStateTests {
  private let start = ContinuousClock.now

  private func position(_ number: Int) -> LogPosition { LogPosition("0/\(String(number, radix: 16))")! }

  /// The primary was at 100 at first, and is 10 further each second.
  private func state(seconds: Int, replayed: Int?, standby: String = "one") -> ReplicaState {
    var state = ReplicaState(maxLag: .seconds(5))
    for second in 0...seconds {
      state.primary(isAt: position(100 + 10 * second), identity: "one", at: start + .seconds(second), replayed: nil)
    }
    state.standby(hasReplayed: replayed.map(position), identity: standby, at: start + .seconds(seconds))
    return state
  }

  @Test func `what is never more behind than it may be is used`() {
    let now = start + .seconds(20)
    #expect(state(seconds: 20, replayed: 250).problem(at: now) == nil)
    #expect(state(seconds: 20, replayed: 249).problem(at: now) == "it is more than 5 s behind")
    #expect(state(seconds: 2, replayed: 100).problem(at: start + .seconds(2)) == nil)
    #expect(state(seconds: 2, replayed: 99).problem(at: start + .seconds(2)) != nil)
  }

  @Test func `what is silent, unknown, promoted or of another database is not`() {
    #expect(state(seconds: 20, replayed: 300).problem(at: start + .seconds(21)) == "it does not answer")
    #expect(ReplicaState(maxLag: .seconds(5)).problem(at: start) == "it does not answer")
    #expect(state(seconds: 20, replayed: nil).problem(at: start + .seconds(20))?.contains("promoted") == true)
    let stranger = state(seconds: 20, replayed: 300, standby: "another")
    #expect(stranger.problem(at: start + .seconds(20)) == "it is a standby of another database")
  }

  @Test func `what has replayed more than the primary has ever written follows another one`() {
    var state = state(seconds: 20, replayed: 301)
    state.primary(isAt: position(300), identity: "one", at: start + .seconds(20), replayed: state.replayed)
    #expect(state.problem(at: start + .seconds(20)) == "it is ahead of the primary: it follows another one")
    state.primary(isAt: position(301), identity: "one", at: start + .seconds(20), replayed: state.replayed)
    #expect(state.problem(at: start + .seconds(20)) == nil)
  }

  @Test func `a client waits for its own write, and nobody for less than the oldest that may be shown`() {
    let (state, now) = (state(seconds: 20, replayed: 290), start + .seconds(20))
    #expect(state.needed(for: position(299), at: now) == position(299))
    #expect(!state.has(position(299)) && state.has(position(290)))
    #expect(state.needed(for: nil, at: now) == position(250))
    #expect(state.needed(for: position(1), at: now) == position(250))
  }

  @Test func `waiting is for what is nearly there`() {
    #expect(state(seconds: 20, replayed: 290).isClose(at: start + .seconds(20)))
    #expect(!state(seconds: 20, replayed: 289).isClose(at: start + .seconds(20)))
  }
}
