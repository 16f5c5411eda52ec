// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/linkdefinition.h"
#include "models/links/serialport.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <map>

class QComboBox;
class QFormLayout;
class QLabel;
class QListWidget;

namespace desk {

class Theme;

// Where bytes come from: the kind on the left, its settings on the right. Serial devices are looked for while
// it is visible. GUI thread.
class TransportForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TransportForm)

public:
    // What is offered, in this order. demo: a simulated board.
    enum class Kind : std::uint8_t {
        serial,
        tcp,
        tcpServer,
        udp,
        mqtt,
        webSocket,
        events,
        poll,
        tail,
        csvFolder,
        demo,
    };
    using SerialPorts = std::function<std::vector<SerialPortFound>()>;

    TransportForm(SerialPorts ports, const Theme &theme, QWidget *parent = nullptr);

    void choose(Kind kind);
    [[nodiscard]] Kind kind() const;
    // A field by its name in the JSON of a link; for tests and for what is remembered.
    void setField(const QString &name, const QString &value);
    [[nodiscard]] QString field(const QString &name) const;
    // Of a link there is; what has no field here stays as it is. False where no kind here fits.
    bool setSettings(const TransportSettings &settings);
    // What is filled in, checked; the error's field is the JSON pointer ("/transport/port"). Of the demo it
    // means nothing.
    [[nodiscard]] Result<TransportSettings> settings() const;
    // A field that is wrong gets the focus. What it is called; empty where none is meant.
    QString focusField(const std::string &pointer);
    // A password or token that was typed, by the name of its secret; nothing where none was.
    [[nodiscard]] std::optional<std::pair<std::string, std::string>> typedSecret() const;
    void retranslate();

Q_SIGNALS:
    void changed();
    void topicsWanted();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Field
    {
        QString name;
        QWidget *input = nullptr;
    };
    void showFields();
    void addText(const QString &name, const QString &label, const QString &value, const QString &tip);
    void addChoice(const QString &name, const QString &label, const QStringList &choices,
                   const QString &value, const QString &tip, bool open = false);
    void addSecret(const QString &name, const QString &label, const QString &keptAs);
    void addFlag(const QString &name, const QString &label, bool value, const QString &tip);
    void add(const QString &name, const QString &label, QWidget *input, const QString &tip);
    void addTopicsButton();
    void addSerialFields();
    void addNetworkFields();
    void addFileFields();
    void lookForPorts();
    // As set by setSettings() where that was of this kind, else as usual.
    template <class Settings>
    [[nodiscard]] Settings before() const;
    [[nodiscard]] QString portTextOf(const SerialSettings &settings) const;
    [[nodiscard]] TransportSettings serialSettings() const;
    [[nodiscard]] TransportSettings mqttSettings() const;
    [[nodiscard]] TransportSettings written() const;
    [[nodiscard]] std::string secretName(const char *field, const std::string &place,
                                         const std::string &placeBefore) const;
    [[nodiscard]] std::string text(const char *name) const;
    template <class Number>
    [[nodiscard]] Number number(const char *name) const;

    const SerialPorts m_portsOf;
    const Theme &m_theme;
    QListWidget *m_kinds = nullptr;
    QWidget *m_fieldsArea = nullptr;
    QFormLayout *m_form = nullptr;
    QLabel *m_note = nullptr;
    QComboBox *m_port = nullptr; // of serial devices; null while another kind is shown
    std::vector<Field> m_fields;
    std::map<std::pair<Kind, QString>, QString> m_values; // of the kinds that are not shown, too
    std::vector<SerialPortFound> m_ports;
    std::optional<TransportSettings> m_before; // of setSettings()
    QTimer m_look;
};

} // namespace desk
