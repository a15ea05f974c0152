"""The world the faults befall: carnets issued, downloaded, signed, validated; for each item an exportation and an
importation that wait for an officer. Made once an engine, through the same calls as everybody's; then copied.
"""
import concurrent.futures
import dataclasses
import datetime
import random
import time

from caller import Caller
from server import Server
from telephone import Telephone


@dataclasses.dataclass
class Declaration:
    declaration_id: str
    carnet_id: int
    type: str
    country: str
    item: int
    qr: str


@dataclasses.dataclass
class World:
    database: object
    accounts: list
    exportations: list   # independent of each other: any order
    importations: dict   # by (carnet_id, item): only after its exportation
    known: frozenset     # transactions of the making: the validations
    officers: dict = dataclasses.field(default_factory=dict)  # by country: sessions that every copy knows
    signed_in_at: float = 0.0
    officers_at_home: int = 12

    def people(self, role, country=""):
        return [a for a in self.accounts if a["role"] == role and (not country or a["country"] == country)]

    def officer(self, country, number):
        known = self.officers[country]
        return known[number % len(known)]

    def sign_in(self):
        """Sessions end after a quarter of an hour without use, and a copy is as old as the world."""
        if time.monotonic() - self.signed_in_at < 300:
            return
        server = Server(self.database).start()
        try:
            for country, sessions in (("CH", self.officers_at_home), ("DE", 4)):
                accounts = self.people("officer", country)
                self.officers[country] = [enter(server.port, "customs", accounts[n % len(accounts)])
                                          for n in range(sessions)]
        finally:
            server.stop()
        self.signed_in_at = time.monotonic()


def enter(port, realm, account):
    return Caller(port).sign_in(realm, account["email"], account["password"])


def content(number, items):
    valid_until = datetime.date.today() + datetime.timedelta(days=300)
    return {"number": number, "type": "ata", "valid_until": valid_until.isoformat(), "currency": "CHF",
            "intended_use": "PE",
            "holder": {"kind": "company", "name": "Edelweiss Sound AG", "email": "office@edelweiss-sound.example",
                       "address": {"street": "Langstrasse 12", "city": "Zürich", "country": "CH"}},
            "territories": ["EU", "GB"],
            "sets": {"exportation_re_importation": items, "importation_re_exportation": items, "transit": 0},
            "general_list": [{"item": n, "description": f"Loudspeaker LS-{n:04}", "pieces": 1, "weight": "12.500",
                              "weight_unit": "kg", "value": "1250.00", "country_of_origin": "GB"}
                             for n in range(1, items + 1)]}


class Maker:
    def __init__(self, port, demo, telephone):
        self.port, self.demo, self.telephone = port, demo, telephone
        client = next(c for c in demo["clients"] if c["country"] == "CH")
        account = next(a for a in demo["accounts"] if a["role"] == "holder" and a["country"] == "CH")
        self.chamber = Caller(port).take_token(client["client_id"], client["client_secret"])
        self.wallet = enter(port, "wallet", account)
        challenge = self.wallet.session["device_challenge"]
        self.wallet.done("POST", "/api/wallet/v1/devices", telephone.registration(challenge))
        officer = next(a for a in demo["accounts"] if a["role"] == "officer" and a["country"] == "CH")
        self.officer = enter(port, "customs", officer)

    def carnet(self, number, items):
        """One carnet with two signed declarations an item."""
        chamber, wallet, officer = (c.at(self.port) for c in (self.chamber, self.wallet, self.officer))
        draft = chamber.done("POST", "/api/nics/v1/drafts", content(number, items))
        carnet_id = draft["carnet_id"]
        pin = chamber.done("POST", f"/api/nics/v1/drafts/{carnet_id}/issue")["pin"]
        sealed = wallet.done("POST", "/api/wallet/v1/carnets/download", {"carnet": str(carnet_id), "pin": pin})
        to_sign = self.telephone.open(sealed["jwe"])["to_sign"]
        path = f"/api/wallet/v1/carnets/{carnet_id}"
        wallet.done("POST", path + "/signature", {"signature": self.telephone.sign(to_sign)})
        made = []
        for item in range(1, items + 1):
            travel = wallet.done("POST", path + "/travels", {
                "from_country": "CH", "to_country": "DE", "place": "Fair hall 3", "mode_of_transport": "land",
                "transport_details": "ZH 123 456", "goods": str(item)})
            for declaration in travel["declarations"]:
                signed = self.sign(wallet, declaration, carnet_id, item)
                if signed.type == "validation":
                    commit(officer, signed)
                else:
                    made.append(signed)
        return made

    def sign(self, wallet, declaration, carnet_id, item):
        declaration_id = declaration["declaration_id"]
        codes = wallet.done("POST", f"/api/wallet/v1/declarations/{declaration_id}/signature",
                            {"signature": self.telephone.sign(declaration["to_sign"])})
        return Declaration(declaration_id, carnet_id, declaration["type"], declaration["country"], item, codes["qr"])


def commit(officer, declaration):
    officer.done("POST", "/api/customs/v1/scans", {"qr": declaration.qr})
    path = f"/api/customs/v1/declarations/{declaration.declaration_id}"
    officer.done("GET", path)
    return officer.done("POST", path + "/commit", {"step": "commit"})


def make(engine, carnets, items, seed, name="world"):
    database = engine.empty(name)
    server = Server(database).start()
    try:
        telephone, numbers = Telephone(), random.Random(seed)
        demo = Caller(server.port).done("GET", "/demo.json")
        maker = Maker(server.port, demo, telephone)
        chosen = numbers.sample(range(10**9), carnets)
        with concurrent.futures.ThreadPoolExecutor(max_workers=4) as pool:
            made = [d for all_of_one in pool.map(lambda n: maker.carnet(f"CHTA{n:09}", items), chosen)
                    for d in all_of_one]
    finally:
        server.stop()
    exportations = [d for d in made if d.type == "exportation"]
    importations = {(d.carnet_id, d.item): d for d in made if d.type == "importation"}
    known = frozenset(row["transaction_id"] for row in database.rows("SELECT transaction_id FROM transactions"))
    return World(database, demo["accounts"], exportations, importations, known)
