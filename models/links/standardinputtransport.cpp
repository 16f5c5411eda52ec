// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/standardinputtransport.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace desk {
namespace {

constexpr std::size_t inputPiece = 64 * 1024;
constexpr std::string_view inputOrigin = "standard input";

} // namespace

StandardInputTransport::StandardInputTransport(TransportParts parts, int descriptor)
    : Transport(std::move(parts))
    , m_descriptor(descriptor)
    , m_buffer(inputPiece)
{
}

void StandardInputTransport::open()
{
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] { readOn(); });
    opened(std::string(inputOrigin));
}

void StandardInputTransport::close()
{
    if (!m_notifier)
        return;
    m_notifier->setEnabled(false);
    m_notifier.release()->deleteLater();
    parts().sink.ended(inputOrigin);
    parts().sink.handOver();
}

// One read each time the system says that there is something, so that none of them waits.
void StandardInputTransport::readOn()
{
    if (!m_notifier)
        return;
    const bool wait = mustWait();
    m_notifier->setEnabled(!wait);
    if (wait)
        return;
    const ssize_t got = ::read(m_descriptor, m_buffer.data(), m_buffer.size());
    if (got > 0) {
        arrived({m_buffer.data(), static_cast<std::size_t>(got)}, inputOrigin, false);
        parts().sink.handOver();
        return;
    }
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    finished(got == 0 ? "standard input has ended; start the program anew with another"
                      : "standard input cannot be read: " + std::string(std::strerror(errno)) +
                            "; start the program with a pipe or file");
}

} // namespace desk
