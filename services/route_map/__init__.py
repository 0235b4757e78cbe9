"""The regional route map as data: who must do what, which seats, meetings and weighings a case asks for."""
