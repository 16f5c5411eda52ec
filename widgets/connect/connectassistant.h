// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/demodevice.h"
#include "models/links/linktrial.h"
#include "widgets/connect/decoderpage.h"
#include "widgets/connect/transportform.h"

#include <QDialog>

#include <functional>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace desk {

class FieldsPage;

// Connects a device in three steps, or changes a link: where its bytes come from, how they are read, what the
// values are called.
// Each step shows what really comes in; nothing is kept before the last. Not modal. GUI thread.
class ConnectAssistant final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectAssistant)

public:
    struct Context
    {
        const LinkSecrets &secrets;
        const TimeService &time;
        TransportForm::SerialPorts ports;
        DecoderPage::Suggest suggest;
        std::function<std::vector<std::string>()> takenIds;      // of the links there are
        std::function<Result<void>(const LinkDefinition &)> put; // keeps and starts it
        // The link that is changed lets go of its device, or takes it again; may be empty.
        std::function<void(const std::string &id, bool resting)> setResting{};
        // Into the key ring, now or later; may be empty.
        std::function<void(const std::string &name, const std::string &secret)> keepSecret{};
    };

    ConnectAssistant(Context context, const Theme &theme, QWidget *window);
    ~ConnectAssistant() override;

    [[nodiscard]] TransportForm &form() { return *m_form; }
    [[nodiscard]] DecoderPage &decoding() { return *m_decoding; }
    [[nodiscard]] FieldsPage &fields() { return *m_fields; }
    void next();
    void back();
    [[nodiscard]] int step() const; // 0, 1, 2
    // As it stands now.
    [[nodiscard]] Result<LinkDefinition> definition() const;
    // A definition that was saved: fills in all steps.
    void open(const LinkDefinition &definition);
    // A link that there is: it is kept under its id. An error says why this cannot be done here.
    Result<void> edit(const LinkDefinition &definition);

Q_SIGNALS:
    // It is new, kept and runs; node and metrics for a first chart.
    void connected(const QString &node, const QStringList &metrics);

private:
    Result<void> enter(int step);
    [[nodiscard]] Result<TransportSettings> settings();
    Result<void> tryTransport();
    void tryOut(const TransportSettings &settings);
    void rest();
    Result<void> finish();
    void showStep(int step);
    void showError(const Error &error);
    void showMessage(const QString &message);
    void findTopics();
    void saveFile();
    void openFile();
    void retranslate();
    void changeEvent(QEvent *event) override;

    const Context m_context;
    EnvironmentLinkSecrets m_environment;
    // What was typed here comes before what the links have: it may correct that.
    HeldLinkSecrets m_secrets{m_environment, &m_context.secrets};
    const Theme &m_theme;
    QLabel *m_title = nullptr;
    QStackedWidget *m_steps = nullptr;
    TransportForm *m_form = nullptr;
    DecoderPage *m_decoding = nullptr;
    FieldsPage *m_fields = nullptr;
    QLabel *m_rest = nullptr; // says that the link rests meanwhile
    QLabel *m_message = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_next = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_openFile = nullptr;
    QPushButton *m_cancel = nullptr;
    DemoDevice *m_demo = nullptr;           // of the window, which it may outlive the dialog with
    std::optional<LinkDefinition> m_edited; // nothing = a new link
    bool m_resting = false;
    std::optional<DecoderDefinition> m_named; // whose fields are named
    std::optional<TransportSettings> m_transport;
    std::unique_ptr<LinkTrial> m_trial;
    QTimer m_look;
};

} // namespace desk
