// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/serialport.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t readAtOnce = 64 * 1024;

struct BaudRate
{
    unsigned rate;
    speed_t speed;
};
constexpr std::array<BaudRate, 21> baudRates{
    {{1200, B1200},       {2400, B2400},       {4800, B4800},       {9600, B9600},       {19200, B19200},
     {38400, B38400},     {57600, B57600},     {115200, B115200},   {230400, B230400},   {460800, B460800},
     {500000, B500000},   {576000, B576000},   {921600, B921600},   {1000000, B1000000}, {1152000, B1152000},
     {1500000, B1500000}, {2000000, B2000000}, {2500000, B2500000}, {3000000, B3000000}, {3500000, B3500000},
     {4000000, B4000000}}};

tl::unexpected<Error> openFailure(const std::string &device, int number)
{
    const std::string what = "cannot open " + device + ": ";
    switch (number) {
    case ENOENT:
    case ENXIO:
    case ENODEV:
        return failure(ErrorCode::notFound, what + "there is no such device; plug it in or choose another");
    case EACCES:
    case EPERM:
        return failure(ErrorCode::permissionDenied,
                       what +
                           "not allowed; join the group dialout (usermod -aG dialout USER) and log in anew");
    case EBUSY:
        return failure(ErrorCode::alreadyRunning, what + "another program holds it; end that first");
    default:
        return failure(ErrorCode::network, what + std::strerror(number));
    }
}

Result<void> makeRaw(int file, const std::string &device, unsigned baud)
{
    const auto known = std::find_if(baudRates.begin(), baudRates.end(),
                                    [baud](const BaudRate &each) { return each.rate == baud; });
    if (known == baudRates.end())
        return failure(ErrorCode::invalidArgument,
                       std::to_string(baud) + " Bd is no rate of serial lines; use for example 115200");
    termios settings{};
    if (::tcgetattr(file, &settings) != 0)
        return failure(ErrorCode::invalidArgument, device + " is no serial device");
    ::cfmakeraw(&settings);
    settings.c_cflag |= CLOCAL | CREAD;
    settings.c_cflag &= ~static_cast<tcflag_t>(CRTSCTS | CSTOPB | PARENB);
    settings.c_cc[VMIN] = 0;
    settings.c_cc[VTIME] = 0;
    if (::cfsetspeed(&settings, known->speed) != 0 || ::tcsetattr(file, TCSANOW, &settings) != 0)
        return failure(ErrorCode::invalidArgument, device + " does not take " + std::to_string(baud) + " Bd");
    return {};
}

// false when the time is over first.
Result<bool> waitFor(int file, short events, std::chrono::milliseconds wait)
{
    pollfd poll{file, events, 0};
    const int count = ::poll(&poll, 1, static_cast<int>(wait.count()));
    if (count < 0 && errno != EINTR)
        return failure(ErrorCode::network, std::string("the device is gone: ") + std::strerror(errno));
    if (count > 0 && (poll.revents & (POLLERR | POLLNVAL)) != 0)
        return failure(ErrorCode::network, "the device is gone");
    if (count > 0 && (poll.revents & POLLHUP) != 0 && (poll.revents & events) == 0)
        return failure(ErrorCode::network, "the device is gone");
    return count > 0;
}

} // namespace

Result<SerialPort> SerialPort::open(const std::string &device, unsigned baud)
{
    SerialPort port(::open(device.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (!port.isOpen())
        return openFailure(device, errno);
    if (::flock(port.m_file, LOCK_EX | LOCK_NB) != 0)
        return openFailure(device, EBUSY);
    if (auto raw = makeRaw(port.m_file, device, baud); !raw)
        return tl::unexpected(raw.error());
    static_cast<void>(::ioctl(port.m_file, TIOCEXCL)); // who does not know of the lock is kept out too
    return port;
}

SerialPort::~SerialPort()
{
    close();
}

SerialPort::SerialPort(SerialPort &&other) noexcept
    : m_file(std::exchange(other.m_file, -1))
{
}

SerialPort &SerialPort::operator=(SerialPort &&other) noexcept
{
    if (this != &other) {
        close();
        m_file = std::exchange(other.m_file, -1);
    }
    return *this;
}

void SerialPort::close()
{
    if (m_file < 0)
        return;
    static_cast<void>(::ioctl(m_file, TIOCNXCL));
    ::close(std::exchange(m_file, -1));
}

Result<std::string> SerialPort::read(std::chrono::milliseconds wait)
{
    const auto ready = waitFor(m_file, POLLIN, wait);
    if (!ready)
        return tl::unexpected(ready.error());
    std::string bytes;
    if (!*ready)
        return bytes;
    bytes.resize(readAtOnce);
    const auto count = ::read(m_file, bytes.data(), bytes.size());
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR))
        return failure(ErrorCode::network, "the device is gone");
    bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return bytes;
}

Result<std::size_t> SerialPort::write(std::string_view bytes, std::chrono::milliseconds wait)
{
    const auto until = std::chrono::steady_clock::now() + wait;
    std::size_t written = 0;
    while (written < bytes.size()) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0)
            break;
        const auto ready = waitFor(m_file, POLLOUT, left);
        if (!ready)
            return tl::unexpected(ready.error());
        if (!*ready)
            continue;
        const auto count = ::write(m_file, bytes.data() + written, bytes.size() - written);
        if (count < 0 && errno != EAGAIN && errno != EINTR)
            return failure(ErrorCode::network, std::string("the device is gone: ") + std::strerror(errno));
        written += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    return written;
}

} // namespace desk
