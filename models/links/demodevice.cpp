// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/demodevice.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace desk {
namespace {

constexpr std::chrono::milliseconds sendEvery{100};

tl::unexpected<Error> noTerminal()
{
    return failure(ErrorCode::unsupported, std::string("no pseudo-terminal for the simulated board: ") +
                                               std::strerror(errno) + "; is /dev/pts mounted?");
}

} // namespace

DemoDevice::DemoDevice(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(sendEvery);
    connect(&m_timer, &QTimer::timeout, this, &DemoDevice::send);
}

DemoDevice::~DemoDevice()
{
    for (const int end : {m_master, m_slave}) {
        if (end >= 0)
            ::close(end);
    }
}

Result<void> DemoDevice::start()
{
    if (m_master >= 0)
        return {};
    m_master = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    std::array<char, 128> name{};
    if (m_master < 0 || ::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0 ||
        ::ptsname_r(m_master, name.data(), name.size()) != 0)
        return noTerminal();
    m_slave = ::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC);
    termios settings{};
    if (m_slave < 0 || ::tcgetattr(m_slave, &settings) != 0)
        return noTerminal();
    ::cfmakeraw(&settings);
    ::tcsetattr(m_slave, TCSANOW, &settings);
    m_path = name.data();
    m_timer.start();
    return {};
}

void DemoDevice::send()
{
    const double t = 0.1 * m_step++;
    const auto figure = [](double value, int decimals) { return QByteArray::number(value, 'f', decimals); };
    const QByteArray line = "T=" + figure(21.5 + 1.5 * std::sin(t / 20), 2) +
                            " P=" + figure(1013.2 + 0.8 * std::sin(t / 90), 1) +
                            " U=" + figure(5 - 0.02 * std::fabs(std::sin(t / 7)), 3) +
                            (m_step % 600 < 500 ? " mode=run\r\n" : " mode=idle\r\n");
    // A full terminal means that nobody reads: what is old goes, as a board's buffer would.
    if (::write(m_master, line.constData(), static_cast<std::size_t>(line.size())) < 0)
        ::tcflush(m_slave, TCIFLUSH);
}

} // namespace desk
