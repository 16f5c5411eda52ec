// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/ptyboard.h"

#include <QFile>

#include <array>
#include <chrono>
#include <cmath>
#include <fcntl.h>
#include <stdlib.h> // NOLINT: ptsname_r
#include <termios.h>
#include <unistd.h>

namespace desk {

bool PtyBoard::plugIn(const QString &path)
{
    unplug();
    m_master = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    std::array<char, 128> name{};
    if (m_master < 0 || ::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0 ||
        ::ptsname_r(m_master, name.data(), name.size()) != 0)
        return false;
    m_slave = ::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC);
    termios settings{};
    if (m_slave < 0 || ::tcgetattr(m_slave, &settings) != 0)
        return false;
    ::cfmakeraw(&settings);
    ::tcsetattr(m_slave, TCSANOW, &settings);
    if (!QFile::link(QString::fromLocal8Bit(name.data()), path))
        return false;
    m_path = path;
    connect(&m_timer, &QTimer::timeout, this, &PtyBoard::send, Qt::UniqueConnection);
    m_timer.start(std::chrono::milliseconds{50});
    return true;
}

void PtyBoard::unplug()
{
    m_timer.stop();
    if (!m_path.isEmpty())
        QFile::remove(m_path);
    m_path.clear();
    for (int *end : {&m_master, &m_slave}) {
        if (*end >= 0)
            ::close(*end);
        *end = -1;
    }
}

void PtyBoard::send() const
{
    static constexpr double perStep = 0.05;
    static int step = 0;
    const double t = perStep * ++step;
    const QByteArray line = "{\"t\":" + QByteArray::number(21.5 + 1.5 * std::sin(t), 'f', 2) +
                            ",\"u\":" + QByteArray::number(5 - 0.02 * std::fabs(std::sin(t / 7)), 'f', 3) +
                            "}\n";
    if (::write(m_master, line.constData(), static_cast<std::size_t>(line.size())) < 0)
        ::tcflush(m_slave, TCIFLUSH); // nobody reads: what is old goes
}

} // namespace desk
