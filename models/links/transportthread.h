// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/linkdefinition.h"
#include "models/links/transport.h"

#include <QThread>

#include <memory>
#include <mutex>

namespace desk {

// A link's transport at work, on a thread of its own. Owner's thread but for what is marked.
class TransportThread
{
public:
    // The definition is valid and outlives it.
    explicit TransportThread(const LinkDefinition &definition);
    ~TransportThread();
    TransportThread(const TransportThread &) = delete;
    TransportThread &operator=(const TransportThread &) = delete;

    // Nothing where it runs. The parts' onAddress is not called: see address().
    void start(TransportParts parts);
    // Does not wait for the end; hasEnded() tells it.
    void requestStop();
    void stop();
    [[nodiscard]] bool hasEnded() const { return !m_thread.isRunning(); }
    // Where it is now, or where it is to be. Any thread.
    [[nodiscard]] std::string address() const;

private:
    const LinkDefinition &m_definition;
    mutable std::mutex m_mutex; // guards m_address
    std::string m_address;
    QThread m_thread;
    std::unique_ptr<Transport> m_transport; // made, used and deleted on m_thread
    QObject *m_worker = nullptr;            // by which that thread is reached; null = not started
};

// The transport that a valid definition asks for.
[[nodiscard]] std::unique_ptr<Transport> makeTransport(TransportParts parts,
                                                       const LinkDefinition &definition);

} // namespace desk
