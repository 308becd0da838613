import Testing

@testable import Fleet

struct RespawnTests {
  @Test func `the wait doubles with each quick death and is forgiven after a good minute`() {
    var respawn = Respawn()
    #expect(respawn.exited(status: 1, after: .seconds(10)) == .restart(after: .milliseconds(100)))
    #expect(respawn.exited(status: 1, after: .seconds(1)) == .restart(after: .milliseconds(200)))
    #expect(respawn.exited(status: 1, after: .seconds(1)) == .restart(after: .milliseconds(400)))
    #expect(respawn.exited(status: 9, after: .seconds(61)) == .restart(after: .milliseconds(100)))
    for _ in 0..<20 { _ = respawn.exited(status: 1, after: .seconds(1)) }
    #expect(respawn.exited(status: 1, after: .seconds(1)) == .restart(after: .seconds(30)))
  }

  @Test func `a child that never lived is given up after five deaths`() {
    var respawn = Respawn()
    for _ in 0..<4 { #expect(respawn.exited(status: 1, after: .seconds(0)) != .giveUp) }
    #expect(respawn.exited(status: 1, after: .seconds(0)) == .giveUp)
  }

  @Test func `wrong settings are given up at once`() {
    var respawn = Respawn()
    #expect(respawn.exited(status: 78, after: .seconds(0)) == .giveUp)
  }
}
