// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/transport.h"
#include "models/links/transportsettings.h"

#include <QSocketNotifier>
#include <QTcpSocket>

struct mosquitto;
struct mosquitto_message;

namespace desk {

// A broker of MQTT 3.1.1 or 5. A message of QoS 1 is acknowledged when the journal has it: libmosquitto
// queues its acknowledgements, and nothing is written to the broker while a message that was read is not
// kept. What was not acknowledged the broker sends again.
class MqttTransport final : public Transport
{
    Q_OBJECT

public:
    MqttTransport(TransportParts parts, MqttSettings settings);
    ~MqttTransport() override;

private:
    struct Gate; // by which other threads reach this object as long as it is there

    void open() override;
    void close() override;
    void readOn() override;
    void probe();
    void connectBroker();
    std::string prepare();
    void onConnack(int code);
    void onMessage(const mosquitto_message &message);
    void readTurn();
    void onTold(std::uint64_t turn, bool kept);
    void write();
    void check(int result);
    [[nodiscard]] std::string refusal(int code) const;

    const MqttSettings m_settings;
    const std::string m_address;
    const std::shared_ptr<Gate> m_gate;
    mosquitto *m_client = nullptr;
    std::unique_ptr<QTcpSocket> m_probe; // whether anybody is there, without waiting in libmosquitto
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_writable;
    QTimer m_upkeep;
    QTimer m_deadline;
    std::uint64_t m_turn = 0; // numbers what waits to be kept
    SteadyTime m_waitingSince{};
    bool m_unkept = false;  // messages of QoS 1 were read that are not in the journal yet
    std::size_t m_got = 0;  // messages in this turn
    bool m_confirm = false; // one of them wants an acknowledgement
    std::string m_problem;  // met in a callback of libmosquitto
};

} // namespace desk
