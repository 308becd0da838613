import Testing

@testable import Fleet

struct RosterTests {
  private let start = ContinuousClock.now
  private let old = Program(kind: "worker", executable: "old", arguments: [])
  private let new = Program(kind: "worker", executable: "new", arguments: [])

  /// Two children, 1 and 2, that are ready.
  private func running() -> Roster {
    var roster = Roster()
    #expect(roster.start([old, old], start) == [.start(1, old), .start(2, old)])
    #expect(roster.heard(1, works: true, start) == [])
    #expect(roster.heard(2, works: true, start) == [.ready])
    return roster
  }

  @Test func `a child that dies is started again after the wait`() {
    var roster = running()
    #expect(roster.exited(1, status: 137, start + .seconds(1)).count == 1)
    #expect(!roster.allWork)
    #expect(roster.tick(start + .milliseconds(1050)) == [])
    #expect(roster.tick(start + .milliseconds(1100)) == [.start(3, old)])
    #expect(roster.restarts == ["worker": 1])
    _ = roster.heard(3, works: true, start + .seconds(2))
    #expect(roster.allWork)
  }

  @Test func `a child that is silent for ten seconds is killed`() {
    var roster = running()
    _ = roster.heard(2, works: true, start + .seconds(5))
    #expect(roster.tick(start + .milliseconds(9_900)) == [])
    #expect(roster.tick(start + .seconds(10)) == [.note("a child is silent and is killed", old), .kill(1)])
    #expect(roster.tick(start + .milliseconds(10_100)) == [])
  }

  @Test func `what is not heard while the supervisor stands still is no silence`() {
    var roster = running()
    #expect(roster.tick(start) == [])
    #expect(roster.tick(start + .seconds(60)) == [])
    for second in 61...69 { #expect(roster.tick(start + .seconds(second)) == []) }
    #expect(roster.tick(start + .seconds(70)).contains(.kill(1)))
  }

  @Test func `children are replaced one by one, the next only when the new one is ready`() {
    var roster = running()
    #expect(roster.reload([new, new], start) == [.start(3, new)])
    #expect(roster.heard(3, works: false, start) == [])
    #expect(roster.heard(3, works: true, start) == [.terminate(1), .start(4, new)])
    #expect(roster.exited(1, status: 0, start) == [])
    #expect(roster.heard(4, works: true, start) == [.terminate(2), .ready])
    #expect(roster.exited(2, status: 0, start) == [])
    #expect(roster.allWork && roster.restarts == [:] && !roster.isRollUnfinished)
  }

  @Test func `a child that follows another is told so, and one that is started again is not`() {
    var roster = running()
    let following = Program(kind: "worker", executable: "new", arguments: ["one"], followerArguments: ["two"])
    let told = Program(kind: "worker", executable: "new", arguments: ["one", "two"])
    #expect(roster.reload([following], start) == [.terminate(2), .start(3, told)])
    #expect(roster.heard(3, works: true, start) == [.terminate(1), .ready])
    _ = roster.exited(3, status: 1, start + .seconds(1))
    #expect(roster.tick(start + .seconds(2)) == [.start(4, following)])
  }

  @Test func `a new child that does not get ready leaves the old ones serving`() {
    var roster = running()
    _ = roster.reload([new, new], start)
    #expect(roster.exited(3, status: 78, start).count == 1)
    #expect(roster.allWork && roster.isRollUnfinished)
    _ = roster.reload([new, new], start)
    for second in 1...29 {
      for id in [1, 2, 4] { _ = roster.heard(id, works: id != 4, start + .seconds(second)) }
      #expect(roster.tick(start + .seconds(second)) == [])
    }
    #expect(roster.tick(start + .seconds(30)).contains(.terminate(4)))
    #expect(roster.allWork && roster.isRollUnfinished)
    #expect(roster.exited(4, status: 0, start + .seconds(31)) == [])
  }

  @Test func `a second reload takes the place of the first`() {
    var roster = running()
    _ = roster.reload([new, new], start)
    #expect(roster.reload([old, old], start) == [.terminate(3), .start(4, old)])
    #expect(roster.heard(3, works: true, start) == [])
    #expect(roster.heard(4, works: true, start) == [.terminate(1), .start(5, old)])
  }

  @Test func `a second reload in the middle of the first replaces everybody`() {
    var roster = running()
    _ = roster.reload([new, new, new], start)
    #expect(roster.heard(3, works: true, start) == [.terminate(1), .start(4, new)])
    #expect(roster.reload([old, old, old], start) == [.terminate(4), .start(5, old)])
    #expect(roster.exited(4, status: 0, start) == [])
    #expect(roster.heard(5, works: true, start) == [.terminate(3), .start(6, old)])
    #expect(roster.heard(6, works: true, start) == [.terminate(2), .start(7, old)])
    // The third place was added by this one; a reload before it is ready begins it anew.
    #expect(roster.reload([new, new, new], start) == [.terminate(7), .start(8, new)])
    #expect(roster.exited(7, status: 0, start) == [])
    #expect(roster.heard(8, works: true, start) == [.terminate(5), .start(9, new)])
    #expect(roster.heard(9, works: true, start) == [.terminate(6), .start(10, new)])
    #expect(roster.heard(10, works: true, start) == [.ready])
    #expect(roster.wanted == ["worker": 3] && roster.allWork)
  }

  @Test func `a reload may bring more children, or fewer`() {
    var roster = running()
    _ = roster.reload([new, new, new], start)
    _ = roster.heard(3, works: true, start)
    #expect(roster.heard(4, works: true, start) == [.terminate(2), .start(5, new)])
    #expect(roster.heard(5, works: true, start) == [.ready])
    #expect(roster.wanted == ["worker": 3])
    #expect(roster.reload([new], start) == [.terminate(4), .terminate(5), .start(6, new)])
    #expect(roster.heard(6, works: true, start) == [.terminate(3), .ready])
    #expect(roster.wanted == ["worker": 1] && roster.allWork)
  }

  @Test func `on shutdown all are told to end, and killed after the grace`() {
    var roster = running()
    #expect(roster.shutDown(start) == [.terminate(1), .terminate(2)])
    #expect(roster.exited(1, status: 0, start) == [])
    for second in 0...19 { #expect(roster.tick(start + .seconds(second)) == []) }
    #expect(roster.tick(start + .seconds(20)) == [.kill(2)])
    #expect(roster.exited(2, status: 137, start) == [.end])
  }

  @Test func `workers that cannot start end it all, also when the jobs process works`() {
    var roster = Roster()
    let jobs = Program(kind: "jobs", executable: "old", arguments: [])
    _ = roster.start([old, jobs], start)
    _ = roster.heard(2, works: true, start)
    guard case .giveUp = roster.exited(1, status: 78, start).first else {
      Issue.record("not given up")
      return
    }
    // The other way round it serves on.
    roster = Roster()
    _ = roster.start([old, jobs], start)
    _ = roster.heard(1, works: true, start)
    guard case .note = roster.exited(2, status: 78, start).first else {
      Issue.record("given up")
      return
    }
  }

  @Test func `who takes long to fail at the start has not lived`() {
    var roster = Roster()
    _ = roster.start([old], start)
    guard case .giveUp = roster.exited(1, status: 78, start + .seconds(9)).first else {
      Issue.record("not given up")
      return
    }
  }

  @Test func `children that cannot start end it all, unless another one works`() {
    var alone = Roster()
    _ = alone.start([old], start)
    guard case .giveUp = alone.exited(1, status: 78, start).first else {
      Issue.record("not given up")
      return
    }
    var roster = running()
    #expect(roster.reload([new, new], start) == [.start(3, new)])
    _ = roster.heard(3, works: true, start)
    #expect(!roster.exited(3, status: 78, start).contains { if case .giveUp = $0 { true } else { false } })
  }
}
