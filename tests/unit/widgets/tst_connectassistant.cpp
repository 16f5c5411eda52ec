// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "widgets/connect/connectassistant.h"
#include "widgets/connect/fieldspage.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

std::vector<DecoderPage::Choice> keysAndValues(const LinkTrial::Sample &)
{
    DecoderDefinition decoder;
    decoder.decoder = DecoderKind::keyValue;
    decoder.node = "device";
    return {{decoder, u"Lines of key=value"_s, u"each line holds some"_s, 0.9}};
}

} // namespace

class TstConnectAssistant final : public QObject
{
    Q_OBJECT

    Theme m_theme;
    SystemTimeService m_time;
    EnvironmentLinkSecrets m_secrets;
    std::vector<LinkDefinition> m_links;
    Result<void> m_answer;
    std::vector<SerialPortFound> m_ports;
    std::unique_ptr<ConnectAssistant> m_assistant;

    QString message() const { return m_assistant->findChild<QLabel *>(u"assistantMessage"_s)->text(); }
    QPushButton *next() const { return m_assistant->findChild<QPushButton *>(u"assistantNext"_s); }
    void toTheNames()
    {
        m_assistant->form().choose(TransportForm::Kind::demo);
        QTest::mouseClick(next(), Qt::LeftButton);
        QCOMPARE(m_assistant->step(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(m_assistant->decoding().hasRecords(), 10'000);
        QTest::mouseClick(next(), Qt::LeftButton);
        QCOMPARE(m_assistant->step(), 2);
    }

private Q_SLOTS:
    void init()
    {
        m_links.clear();
        m_ports.clear();
        m_answer = {};
        ConnectAssistant::Context context{m_secrets,
                                          m_time,
                                          [this] { return m_ports; },
                                          keysAndValues,
                                          [] { return std::vector<std::string>{"board"}; },
                                          [this](const LinkDefinition &link) {
                                              if (m_answer)
                                                  m_links.push_back(link);
                                              return m_answer;
                                          }};
        m_assistant = std::make_unique<ConnectAssistant>(std::move(context), m_theme, nullptr);
        m_assistant->setAttribute(Qt::WA_DeleteOnClose, false);
        m_assistant->show();
    }

    void cleanup() { m_assistant.reset(); }

    // Nothing plugged in: the simulated board, from the first click to a link that is kept.
    void connectsABoardInThreeSteps()
    {
        QSignalSpy connected(m_assistant.get(), &ConnectAssistant::connected);
        toTheNames();
        QTableWidget &table = m_assistant->fields().table();
        QCOMPARE(table.rowCount(), 4);
        QCOMPARE(table.item(0, 0)->text(), u"T"_s);
        table.item(0, 1)->setText(u"temperature_c"_s);
        table.item(0, 2)->setText(u"°C"_s);
        table.item(0, 5)->setText(u"40"_s);
        table.item(1, 0)->setCheckState(Qt::Unchecked);
        m_assistant->fields().setNames(u"Board"_s, u"board-7"_s);
        QTest::mouseClick(next(), Qt::LeftButton);
        QVERIFY2(m_links.size() == 1, qPrintable(message()));
        const LinkDefinition &link = m_links[0];
        QCOMPARE(link.id, std::string("board-2")); // board is taken
        QCOMPARE(link.node, std::string("board-7"));
        QVERIFY(std::holds_alternative<SerialSettings>(link.transport));
        const auto field = [&link](const char *source) {
            return *std::find_if(link.decoder.fields.begin(), link.decoder.fields.end(),
                                 [source](const FieldDefinition &one) { return one.source == source; });
        };
        QCOMPARE(field("T").name, std::string("temperature_c"));
        QCOMPARE(field("T").limits.high[2], 40.0);
        QVERIFY(field("P").ignored);
        QCOMPARE(parseLink(linkJson(link)).value(), link);
        QCOMPARE(connected.size(), 1);
        QCOMPARE(connected[0][1].toStringList().first(), u"temperature_c"_s);
    }

    void saysWhatIsMissingBeforeItGoesOn()
    {
        m_assistant->form().choose(TransportForm::Kind::tcp);
        QTest::mouseClick(next(), Qt::LeftButton);
        QCOMPARE(m_assistant->step(), 0);
        QVERIFY2(message().startsWith(u"Port: "_s), qPrintable(message()));
        m_assistant->form().setField(u"port"_s, u"80"_s);
        QTest::mouseClick(next(), Qt::LeftButton);
        QCOMPARE(m_assistant->step(), 0);
        QVERIFY2(message().startsWith(u"Host: "_s), qPrintable(message()));
        m_assistant->form().setField(u"host"_s, u"127.0.0.1"_s);
        // What was filled in is there when one comes back to it.
        m_assistant->form().choose(TransportForm::Kind::udp);
        m_assistant->form().choose(TransportForm::Kind::tcp);
        QCOMPARE(m_assistant->form().field(u"host"_s), u"127.0.0.1"_s);
    }

    void aRefusedLinkIsTriedOn()
    {
        toTheNames();
        m_assistant->fields().setNames(u"Board"_s, u"board"_s);
        m_answer = failure(ErrorCode::storageUnavailable, "links.json cannot be written: the disk is full");
        QTest::mouseClick(next(), Qt::LeftButton);
        QVERIFY(m_links.empty());
        QVERIFY(m_assistant->isVisible());
        QVERIFY(message().contains(u"the disk is full"_s));
        m_answer = {};
        QTest::mouseClick(next(), Qt::LeftButton);
        QVERIFY2(m_links.size() == 1, qPrintable(message()));
    }

    void aDefinitionByHandSaysWhereItIsWrong()
    {
        m_assistant->form().choose(TransportForm::Kind::demo);
        QTest::mouseClick(next(), Qt::LeftButton);
        auto *text = m_assistant->findChild<QPlainTextEdit *>(u"decoderDefinition"_s);
        text->setPlainText(uR"({"decoder": "key_value", "node": "a", "framing": {"max_length": "long"}})"_s);
        QTest::mouseClick(next(), Qt::LeftButton);
        QCOMPARE(m_assistant->step(), 1);
        QVERIFY2(message().contains(u"/framing/max_length"_s), qPrintable(message()));
    }

    void findsADeviceThatIsPluggedIn()
    {
        m_assistant->form().choose(TransportForm::Kind::serial);
        QVERIFY(m_assistant->findChild<QLabel *>(u"transportNote"_s)->isVisible()); // nothing is there
        SerialPortFound port;
        port.name = "ttyUSB0";
        port.path = "/dev/ttyUSB0";
        port.vendor = 0x0403;
        port.product = 0x6001;
        port.serial = "A50285BI";
        m_ports = {port};
        QTRY_VERIFY_WITH_TIMEOUT(m_assistant->form().field(u"port"_s).contains(u"0403:6001"_s), 5'000);
        const auto settings = m_assistant->form().settings();
        QVERIFY2(settings.has_value(), settings ? "" : settings.error().message.c_str());
        const auto &serial = std::get<SerialSettings>(*settings);
        QCOMPARE(serial.serial, std::string("A50285BI"));
        QCOMPARE(serial.port, std::string("/dev/ttyUSB0"));
    }
};

DESK_GUI_TEST(TstConnectAssistant)
#include "tst_connectassistant.moc"
