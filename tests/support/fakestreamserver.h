// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <map>
#include <vector>

namespace desk {

// The server's side of a subscription as the contract words it, for tests of the client: keeps points, serves
// them from since_seq + 1, and can break in the ways a server or a network breaks. One thread.
class FakeStreamServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeStreamServer)

public:
    explicit FakeStreamServer(QObject *parent = nullptr);

    [[nodiscard]] QString url() const;

    // What GET /api/v1/topology/ and GET /api/v1/telemetry answer; a history of status 404 is none.
    QByteArray fleet = R"({"timestamp":"2026-11-21T14:00:00Z","nodes":[],"edges":[]})";
    int fleetStatus = 200;
    QByteArray history;
    int historyStatus = 404;
    QByteArrayList
        historyPages; // when not empty, in place of history: page n for the cursor "n", 503 for an empty one
    // What "subscribed" says of whose numbers they are; nothing when empty.
    QString log;
    QString run;
    quint64 runFirst = 1;

    // Entries of one point without its number: ["node",null,"metric","t_ns",value,"good"] without brackets.
    // Sent at once to who is subscribed.
    void addPoint(const QByteArrayList &entries);
    void addPoints(int count, const QByteArray &node = "sat-1");
    [[nodiscard]] std::uint64_t lastSequence() const { return m_points.size(); }

    void sendRaw(const QString &frame); // to all subscribers
    void closeAll(quint16 code, const QString &reason = {});
    void cut();                            // breaks all connections and refuses new ones...
    void mend();                           // ...until now
    void forgetAll() { m_points.clear(); } // another data folder: numbers begin at 1 again
    void forgetFrom(std::uint64_t sequence) { m_points.resize(sequence - 1); } // lost with the power
    void expireUntil(std::uint64_t sequence); // kept no longer: a gap for who asks for it

    [[nodiscard]] int subscribers() const { return int(m_subscribers.size()); }
    [[nodiscard]] int subscriptions() const { return m_subscriptions; } // so far
    [[nodiscard]] QByteArray lastAuthorization() const { return m_authorization; }
    [[nodiscard]] QStringList requests() const { return m_requests; }

private:
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const QByteArray &target);
    void takeStream();
    void onCommand(QWebSocket *socket, const QString &text);
    void send(QWebSocket *socket, quint64 id, std::uint64_t after);

    QTcpServer m_listener;
    QWebSocketServer m_streams;
    quint16 m_port = 0;
    std::vector<QByteArrayList> m_points; // by sequence number - 1
    std::uint64_t m_expired = 0;
    std::map<QWebSocket *, quint64> m_subscribers; // with the id of the subscription
    QByteArray m_authorization;
    QStringList m_requests;
    int m_subscriptions = 0;
    QObject m_context; // of the sockets' connections: last, so that they end before what they use
};

} // namespace desk
