// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/constellationlink.h"

#include "models/datalink/streamclient_p.h"

namespace desk {

ConstellationLink::ConstellationLink(ConstellationLinkOptions options, SeriesDictionary &dictionary,
                                     StreamReceiver receiver, EventLog &events, const TimeService &time)
    : m_options(std::move(options))
    , m_dictionary(dictionary)
    , m_receiver(std::move(receiver))
    , m_events(events)
    , m_time(time)
{
    m_thread.setObjectName(QStringLiteral("links"));
}

ConstellationLink::~ConstellationLink()
{
    stop();
}

void ConstellationLink::start()
{
    if (m_client)
        return;
    m_client = new StreamClient({m_options, m_dictionary, m_receiver, m_events, m_time, m_statistics});
    m_client->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::started, m_client, &StreamClient::start);
    QObject::connect(&m_thread, &QThread::finished, m_client, &QObject::deleteLater);
    m_thread.start();
}

void ConstellationLink::stop()
{
    if (!m_client)
        return;
    m_client->requestStop(); // ends the flow, which ends the thread
    if (!m_thread.wait(std::chrono::seconds{10}))
        qFatal("the thread of the subscription does not end"); // it would use what is destroyed next
    m_client = nullptr;
    m_statistics.setState(DataLinkState::disabled);
}

DataLinkStatus ConstellationLink::status() const
{
    DataLinkStatus status;
    m_statistics.fill(status);
    constexpr std::chrono::seconds quiet{10};
    if (status.state == DataLinkState::up && m_time.steadyNow() - status.lastFrame > quiet)
        status.state = DataLinkState::idle;
    status.name = "Constellation stream";
    status.address = m_options.url;
    return status;
}

} // namespace desk
