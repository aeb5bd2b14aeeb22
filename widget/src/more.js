/** dist/more.js: the cards that come later in a conversation, taught to the widget that fetched them. */

import { appointment } from "./booking/appointment.js";
import { complaint } from "./booking/complaint.js";
import { contactForm } from "./booking/contact_form.js";
import { slots } from "./booking/slots.js";
import { eligibility } from "./cards/eligibility.js";
import { pledge } from "./cards/pledge.js";
import style from "./more.css";

customElements.get("no-proof-guide").learn(
  { eligibility, pledge, slots, contact_form: contactForm, appointment, complaint },
  style,
);
