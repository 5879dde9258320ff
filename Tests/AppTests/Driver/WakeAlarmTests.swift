import Crypto
import Glibc
import TestSupport
import Testing

@testable import App

/// Time that the machine slept is time that has passed.
struct WakeAlarmTests {
    private func rings(_ alarm: WakeAlarm, within milliseconds: Int32 = 0) -> Bool {
        var polled = pollfd(fd: alarm.descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, milliseconds) == 1
    }

    @Test func ringsOnceItsTimeIsOverAndUntilItIsSetAnew() throws {
        let alarm = try #require(WakeAlarm())
        #expect(!rings(alarm))
        alarm.set(milliseconds: 0)
        #expect(rings(alarm, within: Int32(Deadline.milliseconds)) && rings(alarm))
        alarm.set(milliseconds: 3_600_000)
        #expect(!rings(alarm))
        alarm.set(milliseconds: -5)
        #expect(rings(alarm, within: Int32(Deadline.milliseconds)))
        alarm.set(milliseconds: nil)
        #expect(!rings(alarm))
        alarm.set(milliseconds: 30)
        #expect(rings(alarm, within: Int32(Deadline.milliseconds)))
    }

    /// The kernel's word on the clock of a timer: 7 is CLOCK_BOOTTIME, which goes on while the machine sleeps.
    @Test func itsClockGoesOnInSleep() throws {
        let alarm = try #require(WakeAlarm())
        alarm.set(milliseconds: 3_600_000)
        let words = try KernelFile.text("/proc/self/fdinfo/\(alarm.descriptor)").split(separator: "\n")
        #expect(words.contains("clockid: 7"), "\(words)")
        #expect(fcntl(alarm.descriptor, F_GETFD) & FD_CLOEXEC != 0)
    }

    @Test func aTimerIsTakenByItself() {
        var timers = TimerClock()
        timers.start(.lock, milliseconds: 0)
        timers.start(.refresh, milliseconds: 0)
        timers.start(.history, milliseconds: 3_600_000)
        #expect(timers.takeDue(.lock) == .lock && timers.takeDue(.lock) == nil)
        #expect(timers.takeDue(.history) == nil && timers.takeDue(.notice) == nil)
        #expect(timers.takeDue() == [.refresh])
        #expect(timers.untilNext(.history) != nil)
    }
}
